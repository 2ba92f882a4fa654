#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/load/evidence.h"
#include "tests/load/ledger.h"

namespace waymark::load {

// What the comparison of a ledger with what is there finds.
struct Verdict {
  int acked = 0;       // operations that were acknowledged
  int present = 0;     // of these, those that all sides have as they were acknowledged
  int lost = 0;        // the others
  int duplicate = 0;   // what is there more than once, or was answered in two ways
  int phantom = 0;     // what is there and nobody was told of, or was told that it is not
  int unresolved = 0;  // operations of which nobody knows
  int refused = 0;     // operations that were refused, as they should be
  int wrong = 0;       // answers that nobody should get
  // What was found, in words, with the request_ids or ids concerned.
  std::map<std::string, std::vector<std::string>> findings = {};

  bool holds() const { return lost + duplicate + phantom + unresolved + wrong == 0; }
};

// Each operation against the sides it has to reach: database, outbox, numbering,
// stream, inbox, read model. The first that lacks it has lost it.
Verdict Compare(const Ledger& ledger, const Evidence& evidence);

}  // namespace waymark::load
