#pragma once

#include <optional>
#include <string>

#include "services/common/rpc/batch.h"
#include "services/common/rpc/call.h"
#include "services/common/rpc/names.h"
#include "services/common/rpc/references.h"
#include "services/common/rpc/validate.h"

// What the services of ladders, posts, careers and mentorships have in common.
namespace waymark::progression {

// The id at the end of a resource name in its UUID form; empty is NULL.
inline std::optional<std::string> IdOrNull(std::string_view name) { return db::OrNull(rpc::LastPart(name)); }

// The organization's record `id` of a collection, from a row's column.
inline std::string NameOf(const rpc::Call& call, std::string_view collection, const db::Row& row,
                          const char* column = "id") {
  return rpc::Name(call.organization(), collection, row.Text(column));
}

// Adds a change of a record that nobody outside computes with.
void AddRecordChanged(events::Changes& changes, std::string_view type, const std::string& name, int version);
// The same with what it did to the record; `before` is null for a new one.
template <typename Record>
void AddRecordChanged(events::Changes& changes, std::string_view type, const Record* before,
                      const Record& record, int version) {
  AddRecordChanged(changes, type, record.name(), version);
  changes.Describe(before, record);
}

// FAILED_PRECONDITION with the field to blame.
Error NotAllowed(std::string reason, const std::string& field, const std::string& description);

// Fails the items of a batch whose fields break the rules of the proto; for a
// batch with partial success, whose items the Runner leaves to the service.
template <typename Requests>
void CheckItems(const rpc::Call& call, const Requests& requests, rpc::BatchFailures& failures) {
  for (int i = 0; i < requests.size(); ++i) {
    auto violations = rpc::ValidateItem(requests[i], call.organization());
    if (!violations.empty()) failures.Add(static_cast<size_t>(i), InvalidFields(std::move(violations)));
  }
}

// Answers a batch get: one record for each of `rows`, which say `_item`, the index of
// the name they answer. Throws NotFound for the first name without a row.
template <typename Names, typename Fill>
void FillAll(const db::Rows& rows, const Names& names, Fill fill) {
  int next = 0;
  for (const db::Row row : rows) {
    if (row.Int("_item") != next) break;
    fill(row);
    ++next;
  }
  if (next < names.size()) throw NotFound(names[next]);
}

}  // namespace waymark::progression
