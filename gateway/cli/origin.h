#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/cli/client.h"
#include "gateway/cli/kinds.h"

namespace waymark::cli {

// A record that has no external id stands in an exported file by its resource name, in its own
// row and wherever another names it. Where that record is, its row would make it twice, and
// elsewhere the id in the name becomes its external id. That may be an organization of the same
// id, so the records that are here are asked for.
class Origin {
 public:
  // Whether there is a record of this name.
  using Look = std::function<bool(const std::string& name)>;

  Origin(const Kind& kind, std::string organization, const std::vector<std::string>& header, Look look);

  // Makes external ids of the names of elsewhere. Throws CsvError for the row of a record that
  // is here.
  void Translate(CsvRow& row);

 private:
  bool IsHere(std::string_view collection, const std::string& name);

  const std::string root_;  // `organizations/asp/`
  const Look look_;
  const std::vector<std::string>& header_;
  std::vector<std::string> collections_;           // by position; empty = not of names
  std::map<std::string, bool, std::less<>> here_;  // by collection: what a file refers to is of one place
};

// Asks the service.
bool IsThere(Client& client, const std::string& name);

}  // namespace waymark::cli
