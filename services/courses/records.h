#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/common/rpc/page.h"
#include "services/common/rpc/record.h"
#include "services/common/rpc/references.h"
#include "services/common/rpc/validate.h"
#include "waymark/courses/v1/assessments.pb.h"
#include "waymark/courses/v1/courses.pb.h"
#include "waymark/courses/v1/enrolments.pb.h"

// From rows of the `…_record` views to records, and what Get, BatchGet, List and
// Update of every resource have in common.
namespace waymark::courses {

// The fields of a record that are no columns of their own.
void FillNested(const db::Row& row, v1::Course& course);
void FillNested(const db::Row& row, v1::Enrolment& enrolment);
template <typename Record>
void FillNested(const db::Row&, Record&) {}

template <typename Record>
void FillRecord(const rpc::Call& call, const db::Row& row, Record& record) {
  row.Fill(record);
  FillNested(row, record);
  record.set_etag(call.tokens().Etag(record.name(), row.Int("_version")));
}

// Gets the record of this name by one of the statements `get_…`.
template <typename Record>
void GetRecord(rpc::Call& call, const db::Query& get, const std::string& name, Record& record) {
  const auto rows = call.Read(get, rpc::ReferenceParams(std::vector<std::string_view>{name}));
  if (rows.empty()) throw NotFound(name);
  FillRecord(call, rows[0], record);
}

// Gets the records of these names, in their order; NotFound for the first that
// is not there.
template <typename Names, typename Records>
void GetRecords(rpc::Call& call, const db::Query& get, const Names& names, Records* records) {
  const auto rows =
      call.Read(get, rpc::ReferenceParams(std::vector<std::string_view>(names.begin(), names.end())));
  int i = 0;
  for (const db::Row row : rows) {
    if (row.Int("_i") != i) break;
    FillRecord(call, row, *records->Add());
    ++i;
  }
  if (i < names.size()) throw NotFound(names[i]);
}

// Fills a page of a list; the token of the next.
template <typename Records>
std::string FillPage(const rpc::Call& call, const rpc::Page& page, const db::Rows& rows, Records* records,
                     const std::vector<const char*>& keys) {
  return page.Fill(rows, records, keys,
                   [&call](const db::Row& row, auto& record) { FillRecord(call, row, record); });
}

// A record that is being updated: kept from others by `lock`, read by `get`, its
// etag checked.
template <typename Record>
struct Update {
  Record before;
  Record after;  // with the masked fields of the request
  std::vector<std::string> paths;
  std::string id;
  int version = 0;  // before

  bool Changes(std::string_view field) const { return rpc::Names(paths, field); }
};

template <typename Record>
Update<Record> BeginUpdate(rpc::Call& call, db::Transaction& tx, const db::Query& lock, const db::Query& get,
                           const Record& wanted, const google::protobuf::FieldMask& mask) {
  Update<Record> update;
  update.paths = rpc::MaskPaths(mask, wanted);
  update.id = call.One(tx, lock, rpc::ReferenceParams(wanted.name()), wanted.name()).Text("id");
  const auto row = call.One(tx, get,
                            db::Params()
                                .Set("ids", std::vector{update.id})
                                .Set("external_ids", std::vector{std::optional<std::string>()}),
                            wanted.name());
  FillRecord(call, row, update.before);
  update.version = static_cast<int>(row.Int("_version"));
  rpc::CheckEtag(call, update.before.name(), wanted.etag(), update.version);
  update.after = update.before;
  rpc::ApplyPaths(update.paths, wanted, update.after);
  return update;
}

// Reads the records of these ids again, within the transaction, in their order.
template <typename Records>
void ReadBack(rpc::Call& call, db::Transaction& tx, const db::Query& get, const std::vector<std::string>& ids,
              Records* records) {
  const std::vector<std::optional<std::string>> none(ids.size());
  for (const db::Row row : call.Run(tx, get, db::Params().Set("ids", ids).Set("external_ids", none))) {
    FillRecord(call, row, *records->Add());
  }
}

template <typename Record>
void ReadBackOne(rpc::Call& call, db::Transaction& tx, const db::Query& get, const std::string& id,
                 Record& record) {
  google::protobuf::RepeatedPtrField<Record> records;
  ReadBack(call, tx, get, {id}, &records);
  record = std::move(records[0]);
}

}  // namespace waymark::courses
