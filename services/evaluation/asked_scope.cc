#include "services/evaluation/asked_scope.h"

#include "services/common/rpc/names.h"
#include "services/common/status/error.h"
#include "services/evaluation/sql.h"

namespace waymark::evaluation {

std::string AskedScope::IdOf(const std::string& field, const std::string& name) {
  if (name.empty()) return "";
  const std::string id(rpc::ParseReference(name).id);
  if (!IsUuid(id)) throw InvalidField(field, "must be the name with the UUID, as the owner answers it");
  if (!name.starts_with(call_.parent() + "/")) throw InvalidField(field, "must be of " + call_.parent());
  asked_[id] = name;
  return id;
}

AskedScope& AskedScope::One(const std::string& kind, const std::string& name) {
  params_.SetOrNull(kind + "_id", IdOf(kind, name));
  return *this;
}

AskedScope& AskedScope::Several(const std::string& kind, const std::string& field,
                                const google::protobuf::RepeatedPtrField<std::string>& names) {
  std::vector<std::string> ids;
  for (int i = 0; i < names.size(); ++i) ids.push_back(IdOf(field + "[" + std::to_string(i) + "]", names[i]));
  params_.Set(kind + "_ids", ids.empty() ? std::nullopt : std::optional(ids));
  return *this;
}

db::Params AskedScope::Check() {
  if (!asked_.empty()) {
    for (const db::Row row : call_.Read(sql::kFindScope, params_)) asked_.erase(row.Text("id"));
  }
  if (!asked_.empty()) throw NotFound(asked_.begin()->second);
  return params_;
}

}  // namespace waymark::evaluation
