#include <charconv>

#include "services/access/accounts.h"
#include "services/access/recorded_values.h"
#include "services/access/services.h"
#include "services/access/sql.h"
#include "services/access/times.h"
#include "services/common/rpc/filter.h"
#include "services/common/rpc/names.h"
#include "services/common/rpc/page.h"
#include "services/common/rpc/references.h"
#include "services/common/rpc/verification.h"
#include "waymark/access/v1/audit.grpc.pb.h"
#include "waymark/access/v1/verification.grpc.pb.h"

namespace waymark::access {
namespace {

using rpc::Call;

// How long the records of a page are together. An answer has each twice, as it was
// hashed and as it reads, with the values of entries at about four times their length:
// this keeps it below the 4 MiB that gRPC's clients take unless they are told otherwise.
constexpr int64_t kPageBytes = 512 << 10;

void FillEntry(const std::string& parent, const db::Row& row, v1::AuditEntry& entry) {
  entry.set_entry_no(row.Int("entry_no"));
  entry.set_name(parent + "/auditEntries/" + std::to_string(entry.entry_no()));
  entry.set_record(row.Bytes("record"));
  entry.set_previous_hash(row.Bytes("previous_hash"));
  entry.set_hash(row.Bytes("hash"));
  // Of a record that was tampered with, what can be read of it is shown.
  entry.mutable_content()->ParsePartialFromString(entry.record());
  TellRecorded(*entry.mutable_content());
}

// How many of the rows that were found a page has room for: the first in any case.
size_t Fitting(const db::Rows& found) {
  int64_t bytes = 0;
  size_t count = 0;
  for (const db::Row row : found) {
    bytes += row.Int("bytes");
    if (count > 0 && bytes > kPageBytes) break;
    ++count;
  }
  return count;
}

void Get(Call& call, const v1::GetAuditEntryRequest& request, v1::AuditEntry& reply) {
  const std::string_view number = rpc::LastPart(request.name());
  int64_t entry_no = 0;
  std::from_chars(number.data(), number.data() + number.size(), entry_no);
  const auto params = db::Params().Set("entry_nos", std::vector{entry_no});
  FillEntry(ParentOf(call), call.ReadOne(sql::kGetAuditEntries, params, request.name()), reply);
}

// The conditions that all searches take, added to the keys of the page.
db::Params Conditions(const v1::ListAuditEntriesRequest& request, const rpc::Filter& filter,
                      db::Params keys) {
  const auto time = [](bool given, const google::protobuf::Timestamp& stamp) {
    return given ? std::optional(PointOf(stamp)) : std::nullopt;
  };
  return keys.Set("service", rpc::TextFilter(filter, "service"))
      .Set("type", rpc::TextFilter(filter, "type"))
      .Set("method", rpc::TextFilter(filter, "method"))
      .Set("from_time", time(request.has_recorded_from_time(), request.recorded_from_time()))
      .Set("before_time", time(request.has_recorded_before_time(), request.recorded_before_time()));
}

db::Rows FindEntries(Call& call, const v1::ListAuditEntriesRequest& request, const rpc::Page& page) {
  const auto keys =
      db::Params().Set("limit", page.limit()).Set("after", page.key(0)).Set("after_time", page.key(1));
  const auto filter = rpc::ParseFilter(request.filter(), {"actor", "record", "type", "method", "service"});
  const bool narrowed =
      !filter.empty() || request.has_recorded_from_time() || request.has_recorded_before_time();
  if (request.order_by() == "entry_no") {
    if (narrowed) throw InvalidField("order_by", "must be empty where the entries are filtered");
    return call.Read(sql::kListAuditEntries, keys);
  }
  if (!request.order_by().empty()) throw InvalidField("order_by", "must be empty or entry_no");
  auto params = Conditions(request, filter, keys);
  const auto actor = rpc::TextFilter(filter, "actor"), record = rpc::TextFilter(filter, "record");
  if (record)
    return call.Read(sql::kListAuditEntriesOfRecord, params.Set("record", record).Set("actor", actor));
  if (actor) return call.Read(sql::kListAuditEntriesOfActor, params.Set("actor", actor));
  return call.Read(sql::kListLastAuditEntries, std::move(params));
}

void List(Call& call, const v1::ListAuditEntriesRequest& request, v1::ListAuditEntriesResponse& reply) {
  rpc::Page page(call, request);
  const auto found = FindEntries(call, request, page);
  page.Shorten(Fitting(found));
  std::vector<int64_t> numbers;
  for (size_t i = 0; i < found.size() && i < static_cast<size_t>(page.size()); ++i)
    numbers.push_back(found[i].Int("entry_no"));
  const auto entries = call.Read(sql::kGetAuditEntries, db::Params().Set("entry_nos", numbers));
  if (entries.size() != numbers.size()) throw Internal("an entry of the audit log went while it was read");
  const bool by_number = request.order_by() == "entry_no";
  const std::vector<const char*> keys =
      by_number ? std::vector{"entry_no"} : std::vector{"entry_no", "recorded_at"};
  size_t next = 0;
  reply.set_next_page_token(page.Fill(
      found, reply.mutable_audit_entries(), keys,
      [&](const db::Row&, v1::AuditEntry& entry) { FillEntry(ParentOf(call), entries[next++], entry); }));
}

void Verify(Call& call, const v1::VerifyRequest&, waymark::events::v1::VerificationReport& report) {
  rpc::Verify(call, sql::kVerifyAudit, sql::kCountAudit, report);
}

}  // namespace

rpc::Service MakeAuditService() {
  return {v1::AuditService::service_full_name(), {{"GetAuditEntry", Get}, {"ListAuditEntries", List}}};
}

rpc::Service MakeVerificationService() {
  return {v1::VerificationService::service_full_name(), {{"Verify", Verify}}};
}

}  // namespace waymark::access
