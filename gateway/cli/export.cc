#include "gateway/cli/export.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <functional>
#include <set>
#include <unordered_map>
#include <vector>

#include "gateway/cli/csv.h"
#include "gateway/cli/fields.h"
#include "gateway/cli/kinds.h"
#include "gateway/cli/output.h"

namespace waymark::cli {
namespace {

using google::protobuf::Message;

constexpr int kPatienceSeconds = 30;

// The one repeated message field of a List reply.
const google::protobuf::FieldDescriptor* ItemsOf(const Message& reply) {
  const auto& type = *reply.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    if (type.field(i)->is_repeated()) return type.field(i);
  }
  throw Internal(type.full_name() + " has no items");
}

// Asks for all pages of a list; `take` gets each.
void ForEachPage(Client& client, std::string_view method, const std::string& organization,
                 const std::function<void(const std::vector<const Message*>&)>& take) {
  auto messages = MessagesOf(method);
  Message &request = *messages.request, &reply = *messages.reply;
  SetField(request, "parent", "organizations/" + organization);
  request.GetReflection()->SetInt32(&request, request.GetDescriptor()->FindFieldByName("page_size"), 1'000);
  // Other files refer to merged records as to all others.
  if (const auto* show_merged = request.GetDescriptor()->FindFieldByName("show_merged"))
    request.GetReflection()->SetBool(&request, show_merged, true);
  do {
    client.CallPatiently(method, request, reply, kPatienceSeconds);
    const auto* items = ItemsOf(reply);
    std::vector<const Message*> page;
    for (int i = 0; i < reply.GetReflection()->FieldSize(reply, items); ++i)
      page.push_back(&reply.GetReflection()->GetRepeatedMessage(reply, items, i));
    take(page);
    SetField(request, "page_token", Text(reply, "next_page_token"));
  } while (!Text(request, "page_token").empty());
}

// Resource names → external ids, asked page by page and kept: exports refer to
// the same units and cohorts again and again.
class ExternalIds {
 public:
  ExternalIds(Client& client, std::string organization)
      : client_(client), organization_(std::move(organization)) {}

  // Asks for those of `names` that are not known yet: in one call, or where the collection has
  // none for that, for all that there are.
  void Learn(std::string_view collection, std::vector<std::string> names) {
    std::erase_if(names, [this](const std::string& name) { return name.empty() || known_.contains(name); });
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    if (names.empty()) return;
    if (const std::string method = BatchGetMethod(collection); !method.empty()) return Ask(method, names);
    if (const std::string_view method = ListMethod(collection); !method.empty())
      ForEachPage(client_, method, organization_, [this](const auto& page) { Keep(page); });
  }

  std::string Of(const std::string& name) const {
    const auto found = known_.find(name);
    return found == known_.end() || found->second.empty() ? name : found->second;
  }

 private:
  void Ask(const std::string& method, const std::vector<std::string>& names) {
    auto messages = MessagesOf(method);
    SetField(*messages.request, "parent", "organizations/" + organization_);
    const auto* field = messages.request->GetDescriptor()->FindFieldByName("names");
    for (const auto& name : names)
      messages.request->GetReflection()->AddString(messages.request.get(), field, name);
    client_.CallPatiently(method, *messages.request, *messages.reply, kPatienceSeconds);
    const auto* items = ItemsOf(*messages.reply);
    const auto& reflection = *messages.reply->GetReflection();
    for (int i = 0; i < reflection.FieldSize(*messages.reply, items); ++i)
      Keep({&reflection.GetRepeatedMessage(*messages.reply, items, i)});
  }

  void Keep(const std::vector<const Message*>& items) {
    for (const Message* item : items) known_[Text(*item, "name")] = Text(*item, "external_id");
  }

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

  // That of the kind with this collection, or of the records that a column of a kind names.
  static std::string_view ListMethod(std::string_view collection) {
    for (const Kind& kind : Kinds()) {
      if (kind.collection == collection) return kind.list_method;
      if (!kind.made_list.empty() && collection == std::string(kind.made_column) + "s") return kind.made_list;
    }
    return "";
  }

  Client& client_;
  const std::string organization_;
  std::unordered_map<std::string, std::string> known_;
};

// The keys of the attributes that some record of the kind has.
std::set<std::string> AttributeKeys(Client& client, const Kind& kind, const std::string& organization) {
  std::set<std::string> keys;
  if (!kind.attributes) return keys;
  ForEachPage(client, kind.list_method, organization, [&](const auto& page) {
    for (const Message* record : page) {
      for (const auto& [key, value] : AttributesOf(*record)) keys.insert(key);
    }
  });
  return keys;
}

// The references in a page, by the collections that they are of.
void LearnReferences(const Kind& kind, const std::vector<const Message*>& page, ExternalIds& ids) {
  for (const Column& column : kind.columns) {
    if (page.empty()) return;
    const auto collection = CollectionOf(*page[0]->GetDescriptor(), column);
    if (collection.empty()) continue;
    std::vector<std::string> names;
    for (const Message* record : page) names.push_back(TextOf(*record, column));
    ids.Learn(collection, std::move(names));
  }
}

}  // namespace

int64_t Export(const Address& address, const ExportOptions& options) {
  const Kind& kind = FindKind(options.kind);
  Client client(address);
  ExternalIds ids(client, options.organization);
  const auto keys = AttributeKeys(client, kind, options.organization);
  OutputFile out(options.file);
  std::vector<std::string> header;
  for (const Column& column : kind.columns) header.emplace_back(column.name);
  for (const auto& key : keys) header.push_back(AttributeColumn(key));
  out.Write(CsvLine(header));
  int64_t rows = 0;
  ForEachPage(client, kind.list_method, options.organization, [&](const auto& page) {
    LearnReferences(kind, page, ids);
    for (const Message* record : page) {
      std::vector<std::string> fields;
      for (const Column& column : kind.columns) {
        const std::string text = TextOf(*record, column);
        fields.push_back(CollectionOf(*record->GetDescriptor(), column).empty() ? text : ids.Of(text));
      }
      if (!keys.empty()) {
        const auto values = AttributesOf(*record);
        for (const auto& key : keys) fields.push_back(values.contains(key) ? values.at(key) : "");
      }
      out.Write(CsvLine(fields));
    }
    rows += static_cast<int64_t>(page.size());
  });
  out.Finish();
  return rows;
}

}  // namespace waymark::cli
