#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gateway/cli/client.h"
#include "gateway/cli/pages.h"

namespace waymark::cli {

// What stands for a record in an exported file: its external id, or its name where it has none.
std::string FileId(const google::protobuf::Message& record);

// What the records of an organization refer to, as exported files name it. Asked page by page
// and kept: they refer to the same units and cohorts again and again.
class References {
 public:
  References(Client& client, std::string organization)
      : client_(client), organization_(std::move(organization)) {}

  // Asks for those of `names` that are not known yet: in one call, or where the collection has
  // none for that, for all that there are.
  void Learn(std::string_view collection, std::vector<std::string> names);

  // What stands for the record of this name; of a merged one, what stands for the record that
  // stands for the person.
  std::string Of(const std::string& name) const;
  // Whether nothing begins any more with the record of this name: the person is deceased, the
  // cohort cancelled.
  bool IsClosed(const std::string& name) const;

 private:
  void Ask(const std::string& method, const std::vector<std::string>& names);
  void Keep(const Page& records);

  Client& client_;
  const std::string organization_;
  std::unordered_map<std::string, std::string> known_;   // name → what stands for it
  std::unordered_map<std::string, std::string> merged_;  // name → that of who stands for them
  std::set<std::string> closed_;
};

}  // namespace waymark::cli
