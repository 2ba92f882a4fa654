#include "gateway/cli/export.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <unordered_map>
#include <vector>

#include "gateway/cli/csv.h"
#include "gateway/cli/kinds.h"

namespace waymark::cli {
namespace {

using google::protobuf::Message;

constexpr int kPatienceSeconds = 30;

void SetText(Message& message, const char* name, const std::string& value) {
  message.GetReflection()->SetString(&message, message.GetDescriptor()->FindFieldByName(name), value);
}

std::string TextField(const Message& message, const char* name) {
  const auto* field = message.GetDescriptor()->FindFieldByName(name);
  return field ? message.GetReflection()->GetString(message, field) : "";
}

// The one repeated message field of a List reply.
const google::protobuf::FieldDescriptor* ItemsOf(const Message& reply) {
  const auto& type = *reply.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    if (type.field(i)->is_repeated()) return type.field(i);
  }
  throw Internal(type.full_name() + " has no items");
}

// Resource names → external ids, asked page by page and kept: exports refer to
// the same units and cohorts again and again.
class ExternalIds {
 public:
  ExternalIds(Client& client, std::string organization)
      : client_(client), organization_(std::move(organization)) {}

  // Asks for those of `names` that are not known yet, in one call.
  void Learn(std::string_view collection, std::vector<std::string> names) {
    std::erase_if(names, [this](const std::string& name) { return name.empty() || known_.contains(name); });
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    const std::string method = BatchGetMethod(collection);
    if (names.empty() || method.empty()) return;
    auto messages = MessagesOf(method);
    SetText(*messages.request, "parent", "organizations/" + organization_);
    const auto* field = messages.request->GetDescriptor()->FindFieldByName("names");
    for (const auto& name : names)
      messages.request->GetReflection()->AddString(messages.request.get(), field, name);
    client_.CallPatiently(method, *messages.request, *messages.reply, kPatienceSeconds);
    const auto* items = ItemsOf(*messages.reply);
    for (int i = 0; i < messages.reply->GetReflection()->FieldSize(*messages.reply, items); ++i) {
      const Message& item = messages.reply->GetReflection()->GetRepeatedMessage(*messages.reply, items, i);
      known_[TextField(item, "name")] = TextField(item, "external_id");
    }
  }

  std::string Of(const std::string& name) const {
    const auto found = known_.find(name);
    return found == known_.end() || found->second.empty() ? name : found->second;
  }

 private:
  // `…/BatchCreateUnits` of the kind with this collection → `…/BatchGetUnits`,
  // when there is such a method.
  static std::string BatchGetMethod(std::string_view collection) {
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

  Client& client_;
  const std::string organization_;
  std::unordered_map<std::string, std::string> known_;
};

}  // namespace

int64_t Export(const Address& address, const ExportOptions& options) {
  const Kind& kind = FindKind(options.kind);
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
      options.file.empty() ? nullptr : std::fopen(options.file.c_str(), "wb"),
      [](std::FILE* f) { return f ? fclose(f) : 0; });
  if (!options.file.empty() && !file)
    throw CsvError(0, "", "FILE_NOT_WRITABLE", options.file + " cannot be written");
  std::FILE* out = file ? file.get() : stdout;

  Client client(address);
  ExternalIds ids(client, options.organization);
  std::vector<std::string> header;
  for (const Column& column : kind.columns) header.emplace_back(column.name);
  std::fputs(CsvLine(header).c_str(), out);
  auto messages = MessagesOf(kind.list_method);
  Message& request = *messages.request;
  SetText(request, "parent", "organizations/" + options.organization);
  request.GetReflection()->SetInt32(&request, request.GetDescriptor()->FindFieldByName("page_size"), 1'000);
  // Other files refer to merged records as to all others.
  if (const auto* show_merged = request.GetDescriptor()->FindFieldByName("show_merged"))
    request.GetReflection()->SetBool(&request, show_merged, true);
  int64_t rows = 0;
  for (;;) {
    Message& reply = *messages.reply;
    client.CallPatiently(kind.list_method, request, reply, kPatienceSeconds);
    const auto* items = ItemsOf(reply);
    const int count = reply.GetReflection()->FieldSize(reply, items);
    for (const Column& column : kind.columns) {
      const auto collection = CollectionOf(*items->message_type(), column);
      if (collection.empty()) continue;
      std::vector<std::string> names;
      for (int i = 0; i < count; ++i)
        names.push_back(TextOf(reply.GetReflection()->GetRepeatedMessage(reply, items, i), column));
      ids.Learn(collection, std::move(names));
    }
    for (int i = 0; i < count; ++i) {
      std::vector<std::string> fields;
      for (const Column& column : kind.columns) {
        const std::string text = TextOf(reply.GetReflection()->GetRepeatedMessage(reply, items, i), column);
        fields.push_back(CollectionOf(*items->message_type(), column).empty() ? text : ids.Of(text));
      }
      std::fputs(CsvLine(fields).c_str(), out);
    }
    rows += count;
    const std::string next = TextField(reply, "next_page_token");
    if (next.empty()) return rows;
    SetText(request, "page_token", next);
  }
}

}  // namespace waymark::cli
