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

// A block has as many entries, and its records are as long together, that to read one of
// them costs little: the whole block is unpacked for it.
constexpr int64_t kBlockEntries = 128;
constexpr size_t kBlockBytes = 256 << 10;
// How many blocks a statement appends: for each, PostgreSQL goes through the arrays of all entries
// from the beginning. Of single writes each is a block.
constexpr size_t kMostBlocks = 64;

// The columns of what is appended behind `entries_before` entries: of each entry, of each
// block, and of each mention of a record.
class Columns {
 public:
  Columns(int64_t entries_before, std::string hash)
      : entries_before_(entries_before), entries_(entries_before), hash_(std::move(hash)) {}

  void Add(const waymark::events::v1::AuditRecord& record) {
    std::string bytes = record.SerializeAsString();
    if (!GoesOn(record, bytes.size())) Begin(record);
    block_bytes_ += bytes.size();
    last_nos_.back() = ++entries_;
    hash_ = hashes_.emplace_back(audit::LinkHash(hash_, bytes));
    types_.push_back(record.type());
    lengths_.push_back(bytes.size());
    records_.push_back(std::move(bytes));
    Mention(record.subject());
    if (record.aggregate() != record.subject()) Mention(record.aggregate());
  }

  bool empty() const { return first_nos_.empty(); }
  bool full() const { return first_nos_.size() == kMostBlocks; }
  // What follows on these.
  Columns Next() const { return {entries_, hash_}; }

  db::Params Params() const {
    return db::Params()
        .Set("entries_before", entries_before_)
        .Set("entries", entries_)
        .Set("hash", db::Bytes{hash_})
        .Set("types", types_)
        .Set("lengths", lengths_)
        .Set("records", AllBytes(records_))
        .Set("hashes", AllBytes(hashes_))
        .Set("first_nos", first_nos_)
        .Set("last_nos", last_nos_)
        .Set("services", services_)
        .Set("actors", actors_)
        .Set("methods", methods_)
        .Set("recorded", recorded_)
        .Set("previous_hashes", AllBytes(previous_hashes_))
        .Set("mentioned", mentioned_)
        .Set("mention_blocks", mention_blocks_)
        .Set("mention_nos", mention_nos_);
  }

 private:
  // Whether the last block takes the record, too.
  bool GoesOn(const waymark::events::v1::AuditRecord& record, size_t bytes) const {
    return !first_nos_.empty() && last_nos_.back() - first_nos_.back() + 1 < kBlockEntries &&
           block_bytes_ + bytes <= kBlockBytes && recorded_.back() == PointOf(record.recorded_time()) &&
           services_.back() == record.service() && actors_.back() == record.actor() &&
           methods_.back() == record.method();
  }

  void Begin(const waymark::events::v1::AuditRecord& record) {
    block_bytes_ = 0;
    first_nos_.push_back(entries_ + 1);
    last_nos_.push_back(entries_);
    services_.push_back(record.service());
    actors_.push_back(record.actor());
    methods_.push_back(record.method());
    recorded_.push_back(PointOf(record.recorded_time()));
    previous_hashes_.push_back(hash_);
  }

  void Mention(std::string_view record) {
    mentioned_.push_back(record);
    mention_blocks_.push_back(first_nos_.size());
    mention_nos_.push_back(entries_);
  }

  static std::vector<db::Bytes> AllBytes(const std::vector<std::string>& values) {
    std::vector<db::Bytes> bytes;
    bytes.reserve(values.size());
    for (const auto& value : values) bytes.push_back({value});
    return bytes;
  }

  int64_t entries_before_;
  int64_t entries_;
  std::string hash_;  // of the last entry
  std::vector<std::string_view> types_;
  std::vector<size_t> lengths_;
  std::vector<std::string> records_, hashes_;

  size_t block_bytes_ = 0;
  std::vector<int64_t> first_nos_, last_nos_;
  std::vector<std::string_view> services_, actors_, methods_;
  std::vector<TimePoint> recorded_;
  std::vector<std::string> previous_hashes_;

  std::vector<std::string_view> mentioned_;
  std::vector<size_t> mention_blocks_;  // counted from 1
  std::vector<int64_t> mention_nos_;
};

class AuditTrail final : public events::EventHandler {
 public:
  explicit AuditTrail(bool tells_openings) : tells_openings_(tells_openings) {}

  void Apply(db::Transaction& tx, std::string_view organization_id, std::span<const Event> events) override {
    const std::string start = audit::ChainStart(organization_id);
    const db::Row head = tx.One(
        sql::kLockAuditHead,
        db::Params().Set("organization_id", organization_id).Set("start", db::Bytes{start}), "audit_head");
    Columns columns(head.Int("entries"), head.Bytes("hash"));
    const auto append = [&] {
      tx.Run(sql::kAppendAuditEntries, columns.Params().Set("organization_id", organization_id));
    };
    for (const Event& event : events) {
      if (columns.full()) {
        append();
        columns = columns.Next();
      }
      columns.Add(event.audit_record());
    }
    if (!columns.empty()) append();
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
