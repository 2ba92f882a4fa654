#include "gateway/cli/export.h"

#include <google/protobuf/descriptor.h>

#include <functional>
#include <memory>
#include <set>
#include <vector>

#include "gateway/cli/csv.h"
#include "gateway/cli/fields.h"
#include "gateway/cli/kinds.h"
#include "gateway/cli/output.h"
#include "gateway/cli/pages.h"
#include "gateway/cli/references.h"
#include "gateway/cli/standing_order.h"

namespace waymark::cli {
namespace {

using google::protobuf::Message;

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
void LearnReferences(const Kind& kind, const Page& page, References& references) {
  for (const Column& column : kind.columns) {
    if (page.empty()) return;
    const auto collection = CollectionOf(*page[0]->GetDescriptor(), column);
    if (collection.empty()) continue;
    std::vector<std::string> names;
    for (const Message* record : page) names.push_back(TextOf(*record, column));
    references.Learn(collection, std::move(names));
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

// The record as an import makes it: where nothing begins any more, it is one of the past.
void FinishExported(const Kind& kind, const References& references, Message& record) {
  for (const Column& column : kind.columns) {
    if (!CollectionOf(*record.GetDescriptor(), column).empty() && references.IsClosed(TextOf(record, column)))
      SetField(record, "historical", true);
  }
  kind.finish(record);
}

std::vector<std::string> FieldsOf(const Kind& kind, const References& references, const Message& record) {
  std::vector<std::string> fields;
  for (const Column& column : kind.columns) {
    const std::string text = column.name == "external_id" ? FileId(record) : TextOf(record, column);
    fields.push_back(CollectionOf(*record.GetDescriptor(), column).empty() ? text : references.Of(text));
  }
  return fields;
}

}  // namespace

int64_t Export(const Address& address, const ExportOptions& options) {
  const Kind& kind = FindKind(options.kind);
  Client client(address);
  References references(client, options.organization);
  const auto keys = AttributeKeys(client, kind, options.organization);
  OutputFile out(options.file);
  std::vector<std::string> header;
  for (const Column& column : kind.columns) header.emplace_back(column.name);
  for (const auto& key : keys) header.push_back(AttributeColumn(key));
  out.Write(CsvLine(header));
  int64_t rows = 0;
  ForEachToWrite(
      client, kind, options.organization, [&](const Page& page) { LearnReferences(kind, page, references); },
      [&](const Message& record) {
        std::unique_ptr<Message> finished;
        if (kind.finish) {
          finished.reset(record.New());
          finished->CopyFrom(record);
          FinishExported(kind, references, *finished);
        }
        auto fields = FieldsOf(kind, references, finished ? *finished : record);
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
