#include "services/access/audit_trail.h"

#include <string>
#include <vector>

#include "services/access/mails.h"
#include "services/access/sql.h"
#include "services/access/times.h"
#include "services/common/audit/chain.h"

namespace waymark::access {
namespace {

using waymark::events::v1::Event;

constexpr std::string_view kOpeningType = "participant.glass_broken";

// The columns of entries that are appended.
struct Columns {
  std::vector<int64_t> entry_nos;
  std::vector<std::string> records, hashes, previous_hashes;
  std::vector<std::string_view> services, types, aggregates, subjects, actors, methods;
  std::vector<TimePoint> recorded;

  void Add(const waymark::events::v1::AuditRecord& record) {
    services.push_back(record.service());
    types.push_back(record.type());
    aggregates.push_back(record.aggregate());
    subjects.push_back(record.subject());
    actors.push_back(record.actor());
    methods.push_back(record.method());
    recorded.push_back(PointOf(record.recorded_time()));
    records.push_back(record.SerializeAsString());
  }

  // Puts the entries behind the `entries` that there are.
  void Link(int64_t entries, std::string hash) {
    for (const std::string& record : records) {
      entry_nos.push_back(++entries);
      previous_hashes.push_back(hash);
      hash = hashes.emplace_back(audit::LinkHash(hash, record));
    }
  }

  db::Params Params() const {
    return db::Params()
        .Set("entries", entry_nos.back())
        .Set("hash", db::Bytes{hashes.back()})
        .Set("entry_nos", entry_nos)
        .Set("services", services)
        .Set("types", types)
        .Set("aggregates", aggregates)
        .Set("subjects", subjects)
        .Set("actors", actors)
        .Set("methods", methods)
        .Set("recorded", recorded)
        .Set("records", AllBytes(records))
        .Set("previous_hashes", AllBytes(previous_hashes))
        .Set("hashes", AllBytes(hashes));
  }

 private:
  static std::vector<db::Bytes> AllBytes(const std::vector<std::string>& values) {
    std::vector<db::Bytes> bytes;
    for (const auto& value : values) bytes.push_back({value});
    return bytes;
  }
};

class AuditTrail final : public events::EventHandler {
 public:
  explicit AuditTrail(bool tells_openings) : tells_openings_(tells_openings) {}

  void Apply(db::Transaction& tx, std::string_view organization_id, std::span<const Event> events) override {
    Columns columns;
    for (const Event& event : events) columns.Add(event.audit_record());
    const std::string start = audit::ChainStart(organization_id);
    const db::Row head = tx.One(
        sql::kLockAuditHead,
        db::Params().Set("organization_id", organization_id).Set("start", db::Bytes{start}), "audit_head");
    columns.Link(head.Int("entries"), head.Bytes("hash"));
    tx.Run(sql::kAppendAuditEntries, columns.Params().Set("organization_id", organization_id));
    if (tells_openings_) TellOpenings(tx, events);
  }

 private:
  static void TellOpenings(db::Transaction& tx, std::span<const Event> events) {
    for (const Event& event : events) {
      if (event.audit_record().type() == kOpeningType) QueueOpeningMails(tx, event.audit_record());
    }
  }

  const bool tells_openings_;
};

}  // namespace

std::unique_ptr<events::EventHandler> MakeAuditTrail(bool tells_openings) {
  return std::make_unique<AuditTrail>(tells_openings);
}

}  // namespace waymark::access
