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
#include "gateway/cli/pages.h"
#include "gateway/cli/standing_order.h"

namespace waymark::cli {
namespace {

using google::protobuf::Message;

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
      ForEachPage(client_, method, organization_, "", [this](const Page& page) { Keep(page); });
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
    client_.CallPatiently(method, *messages.request, *messages.reply, kListPatienceSeconds);
    Keep(RecordsIn(*messages.reply));
  }

  void Keep(const Page& records) {
    for (const Message* record : records) known_[Text(*record, "name")] = Text(*record, "external_id");
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
  ForEachPage(client, kind.list_method, organization, "", [&](const Page& page) {
    for (const Message* record : page) {
      for (const auto& [key, value] : AttributesOf(*record)) keys.insert(key);
    }
  });
  return keys;
}

// The references in a page, by the collections that they are of.
void LearnReferences(const Kind& kind, const Page& page, ExternalIds& ids) {
  for (const Column& column : kind.columns) {
    if (page.empty()) return;
    const auto collection = CollectionOf(*page[0]->GetDescriptor(), column);
    if (collection.empty()) continue;
    std::vector<std::string> names;
    for (const Message* record : page) names.push_back(TextOf(*record, column));
    ids.Learn(collection, std::move(names));
  }
}

// Asks for all records that are written: `prepare` gets each page, `write` each record, in order.
void ForEachToWrite(Client& client, const Kind& kind, const std::string& organization,
                    const std::function<void(const Page&)>& prepare,
                    const std::function<void(const Message&)>& write) {
  if (!kind.superseded) {
    return ForEachPage(client, kind.list_method, organization, "", [&](const Page& page) {
      prepare(page);
      for (const Message* record : page) write(*record);
    });
  }
  StandingOrder order;
  ForEachPage(client, kind.list_method, organization, "superseded = true",
              [&](const Page& page) { order.AddSuperseded(page); });
  ForEachPage(client, kind.list_method, organization, "superseded = false", [&](const Page& page) {
    prepare(page);
    order.Add(page, write);
  });
  order.Finish(write);
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
  ForEachToWrite(
      client, kind, options.organization, [&](const Page& page) { LearnReferences(kind, page, ids); },
      [&](const Message& record) {
        std::vector<std::string> fields;
        for (const Column& column : kind.columns) {
          const std::string text = TextOf(record, column);
          fields.push_back(CollectionOf(*record.GetDescriptor(), column).empty() ? text : ids.Of(text));
        }
        if (!keys.empty()) {
          const auto values = AttributesOf(record);
          for (const auto& key : keys) fields.push_back(values.contains(key) ? values.at(key) : "");
        }
        out.Write(CsvLine(fields));
        ++rows;
      });
  out.Finish();
  return rows;
}

}  // namespace waymark::cli
