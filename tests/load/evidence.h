#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/load/ledger.h"

namespace waymark::load {

// A record as its owner's database has it.
struct Record {
  std::string request_id;  // which it carries
  std::string entity;      // `participants/<uuid>`
  std::string content;     // what the ledger says of it
  std::string shared;      // what the read model must say of it
};

// A change row, and how far it came.
struct Change {
  std::string request_id, event_id, type;
  int64_t sequence = 0;  // its number; 0 = none
  // Of what Redis no longer keeps the former says nothing: it is true.
  bool in_stream = false, in_inbox = false;
};

// What is there of one organization, side by side.
struct Evidence {
  std::map<std::string, std::string> answers;  // kept by request_id, as digests
  std::vector<Record> records;
  std::vector<Change> changes;
  std::map<std::string, std::string> facts;        // entity → what the read model says of it
  std::vector<std::string> stream_events_twice;    // ids that a stream has twice
  std::vector<std::string> stream_events_unknown;  // ids that no change row has
};

// Reads the databases and the streams of a suite whose sockets are in `run`.
Evidence Gather(const std::string& run, const std::string& organization);

}  // namespace waymark::load
