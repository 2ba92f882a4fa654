#include "gateway/cli/references.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>

#include "gateway/cli/fields.h"
#include "gateway/cli/kinds.h"

namespace waymark::cli {
namespace {

using google::protobuf::Message;

// `…/BatchCreateUnits` of the kind with this collection → `…/BatchGetUnits`, when there is
// such a method.
std::string BatchGetMethod(std::string_view collection) {
  for (const Kind& kind : Kinds()) {
    if (kind.collection != collection) continue;
    std::string name(kind.batch_method);
    name.replace(name.find("BatchCreate"), 11, "BatchGet");
    std::string full = name;
    full[full.find('/')] = '.';
    return google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(full) ? name : "";
  }
  return "";
}

// That of the kind with this collection, or of the records that a column of a kind names.
std::string_view ListMethod(std::string_view collection) {
  for (const Kind& kind : Kinds()) {
    if (kind.collection == collection) return kind.list_method;
    if (!kind.made_list.empty() && collection == std::string(kind.made_column) + "s") return kind.made_list;
  }
  return "";
}

bool TakesNothing(const Message& record) {
  if (!record.GetDescriptor()->FindFieldByName("state")) return false;
  const std::string state = TextOf(record, {"state", "state"});
  return state == "deceased" || state == "planned" || state == "closed" || state == "cancelled";
}

}  // namespace

std::string FileId(const Message& record) {
  std::string external_id = Text(record, "external_id");
  return external_id.empty() ? Text(record, "name") : external_id;
}

void References::Learn(std::string_view collection, std::vector<std::string> names) {
  std::erase_if(names, [this](const std::string& name) { return name.empty() || known_.contains(name); });
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (names.empty()) return;
  if (const std::string method = BatchGetMethod(collection); !method.empty()) {
    Ask(method, names);
    std::vector<std::string> persons;
    for (const auto& name : names) {
      if (const auto merged = merged_.find(name); merged != merged_.end()) persons.push_back(merged->second);
    }
    // One that is merged has none merged into it.
    return Learn(collection, std::move(persons));
  }
  if (const std::string_view method = ListMethod(collection); !method.empty())
    ForEachPage(client_, method, organization_, "", [this](const Page& page) { Keep(page); });
}

std::string References::Of(const std::string& name) const {
  const auto merged = merged_.find(name);
  const auto found = known_.find(merged == merged_.end() ? name : merged->second);
  return found == known_.end() ? name : found->second;
}

bool References::IsClosed(const std::string& name) const {
  const auto merged = merged_.find(name);
  return closed_.contains(merged == merged_.end() ? name : merged->second);
}

void References::Ask(const std::string& method, const std::vector<std::string>& names) {
  auto messages = MessagesOf(method);
  SetField(*messages.request, "parent", "organizations/" + organization_);
  const auto* field = messages.request->GetDescriptor()->FindFieldByName("names");
  for (const auto& name : names)
    messages.request->GetReflection()->AddString(messages.request.get(), field, name);
  client_.CallPatiently(method, *messages.request, *messages.reply, kListPatienceSeconds);
  Keep(RecordsIn(*messages.reply));
}

void References::Keep(const Page& records) {
  for (const Message* record : records) {
    const std::string name = Text(*record, "name");
    known_[name] = FileId(*record);
    if (auto person = Text(*record, "merged_into"); !person.empty()) merged_[name] = std::move(person);
    if (TakesNothing(*record)) closed_.insert(name);
  }
}

}  // namespace waymark::cli
