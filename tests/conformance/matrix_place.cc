#include "tests/conformance/matrix_place.h"

#include <stdexcept>
#include <string_view>
#include <vector>

#include "services/common/authorization/request_fields.h"
#include "services/common/base/text.h"

namespace waymark::matrix {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr char kOrganization[] = "organizations/*";
constexpr char kAccount[] = "accounts/*";
constexpr char kPassword[] = "a long walk through the matrix";

// `organizations/asp/units/7` → `organizations/*/units/*`
std::string PatternOf(std::string_view name) {
  std::string pattern;
  const auto parts = Split(name, '/');
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) pattern += '/';
    pattern += i % 2 == 0 ? parts[i] : "*";
  }
  return pattern;
}

bool IsOfAccount(const std::string& name) {
  return name.starts_with("accounts/") || name.find("/grants/") != std::string::npos;
}

// The message itself when it has a name, else the first one of its first list.
const Message& RecordIn(const Message& reply) {
  if (!authorization::Text(reply, "name").empty()) return reply;
  const auto& type = *reply.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    if (!field->is_repeated() || field->is_map() || field->message_type() == nullptr) continue;
    if (reply.GetReflection()->FieldSize(reply, field) > 0)
      return reply.GetReflection()->GetRepeatedMessage(reply, field, 0);
  }
  return reply;
}

void ReplaceAll(std::string& text, const std::string& what, const std::string& by) {
  for (size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
}

// `organizations/*/units/*` → `unit`
std::string Singular(const std::string& pattern) {
  const auto parts = Split(pattern, '/');
  const std::string_view plural = parts[parts.size() - 2];
  return std::string(plural.substr(0, plural.size() - 1));
}

}  // namespace

std::string NewText() {
  static int last = 100000;
  return "new-" + std::to_string(++last);
}

Place::Place(std::string slug, std::string id) : slug_(std::move(slug)), id_(std::move(id)) {
  Keep(kOrganization, "organizations/" + slug_, "organizations/" + slug_);
}

void Place::Keep(const std::string& pattern, const std::string& asked, const std::string& name) {
  if (asked_.emplace(pattern, asked).second) known_.insert(name);
}

void Place::Learn(const Message& reply) {
  const Message& record = RecordIn(reply);
  const std::string name = authorization::Text(record, "name");
  const std::string external_id = authorization::Text(record, "external_id");
  if (name.empty()) throw std::invalid_argument(reply.GetTypeName() + " holds no record");
  const std::string folder = name.substr(0, name.rfind('/') + 1);
  Keep(PatternOf(name), external_id.empty() ? name : folder + "~" + external_id, name);
  if (folder.ends_with("/participants/")) {  // who has a standing, of the same id
    const std::string standing = "organizations/" + slug_ + "/standings/" + name.substr(folder.size());
    Keep(PatternOf(standing), standing, standing);
  }
}

void Place::Replace(const Message& reply) {
  const auto found = asked_.find(PatternOf(authorization::Text(RecordIn(reply), "name")));
  known_.erase(found->second);
  asked_.erase(found);
  Learn(reply);
}

Place Place::WithAccountOf(const Place& other) const {
  const auto is_of_account = [&](const std::string& name) {
    return IsOfAccount(name) || (other.id_ == id_ && name.find("/mentorships/") != std::string::npos);
  };
  Place place = *this;
  std::erase_if(place.asked_, [&](const auto& entry) { return is_of_account(entry.second); });
  std::erase_if(place.known_, is_of_account);
  for (const auto& [pattern, name] : other.asked_) {
    if (is_of_account(name)) place.Keep(pattern, name, name);
  }
  return place;
}

std::string Place::NameOf(const std::string& pattern) const {
  const auto found = asked_.find(pattern);
  if (found != asked_.end()) return found->second;
  // One of its kind in each organization or account: `organizations/*/evaluationStatus`.
  for (const std::string owner : {kOrganization, kAccount}) {
    if (pattern.starts_with(owner) && !pattern.ends_with('*'))
      return asked_.at(owner) + pattern.substr(owner.size());
  }
  throw std::out_of_range("the stage has no " + pattern + ": add one to matrix_stage.cc");
}

std::string Place::Expand(std::string text) const {
  ReplaceAll(text, "{place}", id_);
  ReplaceAll(text, "{password}", kPassword);
  for (const auto& [pattern, name] : asked_) {
    // A session is one of a cohort here, as in most requests.
    if (pattern != "accounts/*/sessions/*") ReplaceAll(text, "{" + Singular(pattern) + "}", name);
  }
  while (text.find("{new}") != std::string::npos) text.replace(text.find("{new}"), 5, NewText());
  return text;
}

}  // namespace waymark::matrix
