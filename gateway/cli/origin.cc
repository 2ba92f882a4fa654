#include "gateway/cli/origin.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>

#include "gateway/cli/fields.h"
#include "gateway/cli/pages.h"
#include "services/common/base/ids.h"
#include "services/common/base/text.h"

namespace waymark::cli {
namespace {

constexpr std::string_view kExternalId = "external_id";

// The id in `organizations/asp/units/ID` of `units`; empty for every other text.
std::string IdIn(const std::string& text, std::string_view collection) {
  const auto parts = Split(text, '/');
  const bool is_name =
      parts.size() == 4 && parts[0] == "organizations" && parts[2] == collection && IsUuid(parts[3]);
  return is_name ? std::string(parts[3]) : "";
}

// `waymark.…/GetUnit` of `units`, and so of what a column of a kind names.
std::string GetMethod(std::string_view collection) {
  for (const Kind& kind : Kinds()) {
    if (kind.collection == collection) {
      const std::string service(kind.batch_method.substr(0, kind.batch_method.find('/') + 1));
      return service + "Get" + RecordOf(kind).name();
    }
    if (!kind.made_by.empty() && collection == std::string(kind.made_column) + "s") {
      std::string method(kind.made_by);
      return method.replace(method.find("/Create"), 7, "/Get");
    }
  }
  return "";
}

}  // namespace

Origin::Origin(const Kind& kind, std::string organization, const std::vector<std::string>& header, Look look)
    : root_("organizations/" + std::move(organization) + "/"), look_(std::move(look)), header_(header) {
  for (const auto& name : header) {
    const auto column = std::find_if(kind.columns.begin(), kind.columns.end(),
                                     [&](const Column& known) { return known.name == name; });
    if (name == kExternalId) {
      collections_.emplace_back(kind.collection);
    } else {
      collections_.emplace_back(column == kind.columns.end() ? "" : CollectionOf(RecordOf(kind), *column));
    }
  }
}

void Origin::Translate(CsvRow& row) {
  for (size_t i = 0; i < collections_.size(); ++i) {
    if (collections_[i].empty()) continue;
    std::string& text = row.fields[i];
    const std::string id = IdIn(text, collections_[i]);
    if (id.empty()) continue;
    if (header_[i] == kExternalId) {
      if (text.starts_with(root_) && look_(text)) {
        throw CsvError(row.number, header_[i], "RESOURCE_EXISTS",
                       "is the name of a record that is here: its row is for another organization");
      }
    } else if (IsHere(collections_[i], text)) {
      continue;
    }
    text = id;
  }
}

bool Origin::IsHere(std::string_view collection, const std::string& name) {
  if (!name.starts_with(root_)) return false;
  auto known = here_.find(collection);
  if (known == here_.end()) known = here_.emplace(collection, look_(name)).first;
  return known->second;
}

bool IsThere(Client& client, const std::string& name) {
  const std::string method = GetMethod(Split(name, '/').at(2));
  const auto messages = MessagesOf(method);
  SetField(*messages.request, "name", name);
  try {
    client.CallPatiently(method, *messages.request, *messages.reply, kListPatienceSeconds);
    return true;
  } catch (const Error& error) {
    if (error.code() != Code::kNotFound) throw;
    return false;
  }
}

}  // namespace waymark::cli
