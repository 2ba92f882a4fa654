#pragma once

#include <google/protobuf/repeated_field.h>

#include <map>
#include <string>

#include "services/common/rpc/call.h"

namespace waymark::evaluation {

// The records that a request is about, by their names with UUIDs: that they are of its
// organization, and that evaluation knows them.
class AskedScope {
 public:
  explicit AskedScope(rpc::Call& call) : call_(call) {}

  // The record named in the field `kind`, for the parameter `<kind>_id`. Throws InvalidField.
  AskedScope& One(const std::string& kind, const std::string& name);
  // Those named in `field`, for `<kind>_ids`; none is NULL.
  AskedScope& Several(const std::string& kind, const std::string& field,
                      const google::protobuf::RepeatedPtrField<std::string>& names);

  // The parameters, which are those of find_scope.sql. Throws NotFound for a record
  // that is not known.
  db::Params Check();

 private:
  std::string IdOf(const std::string& field, const std::string& name);

  rpc::Call& call_;
  db::Params params_;
  std::map<std::string, std::string> asked_;  // ids and the names they came in
};

}  // namespace waymark::evaluation
