#pragma once

#include <google/protobuf/message.h>

#include <map>
#include <set>
#include <string>

namespace waymark::matrix {

// One record of every kind, all of them of one unit and its person: what requests
// name, and by what answers are recognized.
class Place {
 public:
  // `slug` is the organization's, `id` the external id of all its records.
  Place(std::string slug, std::string id);

  const std::string& id() const { return id_; }

  // Remembers the record of an answer, or the first one it holds, unless there is
  // one of its kind already.
  void Learn(const google::protobuf::Message& reply);
  // The same, instead of the one of its kind.
  void Replace(const google::protobuf::Message& reply);

  // This place with the account of `other`: its sessions, tokens and grants, and its
  // mentorship where that is one of this place.
  Place WithAccountOf(const Place& other) const;

  // The record that a name of this pattern (`organizations/*/units/*`) means here.
  // Throws std::out_of_range when the stage has none of that kind.
  std::string NameOf(const std::string& pattern) const;

  // Replaces `{place}`, `{organization}`, `{unit}` and the like, `{password}` by
  // that of all accounts, and `{new}` by a text that was never used before.
  std::string Expand(std::string text) const;

  // Whether `name` is one of the records of this place.
  bool Has(const std::string& name) const { return known_.contains(name); }

 private:
  void Keep(const std::string& pattern, const std::string& asked, const std::string& name);

  std::string slug_;
  std::string id_;
  std::map<std::string, std::string> asked_;  // by pattern: as requests name it
  std::set<std::string> known_;               // as answers name it
};

// A text that was never used before, and sorts after the earlier ones.
std::string NewText();

}  // namespace waymark::matrix
