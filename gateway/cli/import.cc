#include "gateway/cli/import.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <filesystem>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <unordered_map>
#include <unordered_set>

#include "gateway/cli/common_options.h"
#include "gateway/cli/fields.h"
#include "gateway/cli/origin.h"
#include "gateway/cli/profile.h"
#include "gateway/cli/rejects.h"
#include "google/rpc/status.pb.h"
#include "services/common/base/ids.h"
#include "services/common/base/progress.h"
#include "services/common/status/grpc_status.h"

namespace waymark::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr size_t kBatchRows = 1'000;
// From here on a batch ends where the rows of one person end.
constexpr size_t kNearlyFull = 900;
constexpr size_t kBatchBytes = 4 << 20;
constexpr int kLanes = 4;
// How long a batch is tried again while services restart.
constexpr int kPatienceSeconds = 120;
// Rows that are remembered to pass over exact repetitions.
constexpr size_t kRememberedRows = 500'000;
constexpr char kExternalId[] = "external_id";

struct Batch {
  std::unique_ptr<Message> request;
  std::vector<CsvRow> source;     // as the file has them, for the file of rejected rows
  std::vector<CsvRow> canonical;  // as the kind has them, for the report
};

int64_t Count(const Message& message, const char* name) {
  return message.GetReflection()->GetInt32(message, message.GetDescriptor()->FindFieldByName(name));
}

// The failures of a batch by the index of their item.
std::vector<std::pair<size_t, Error>> FailuresOf(const Message& reply) {
  std::vector<std::pair<size_t, Error>> out;
  const auto& reflection = *reply.GetReflection();
  const FieldDescriptor* field = reply.GetDescriptor()->FindFieldByName("failed_requests");
  for (int i = 0; i < reflection.FieldSize(reply, field); ++i) {
    const Message& entry = reflection.GetRepeatedMessage(reply, field, i);
    const auto* type = entry.GetDescriptor();
    const auto& status = static_cast<const google::rpc::Status&>(
        entry.GetReflection()->GetMessage(entry, type->FindFieldByName("value")));
    out.emplace_back(entry.GetReflection()->GetInt32(entry, type->FindFieldByName("key")),
                     FromGrpc(grpc::Status(static_cast<grpc::StatusCode>(status.code()), status.message(),
                                           status.SerializeAsString())));
  }
  // A map has them in any order.
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return out;
}

// One import under way: a reader (the calling thread) and a few lanes that send.
class Importer {
 public:
  Importer(const Address& address, const ImportOptions& options, int64_t total)
      : address_(address),
        options_(options),
        kind_(FindKind(options.kind)),
        looker_(address),
        reader_(options.file),
        progress_(options.kind, total, !Common().quiet) {
    if (!options.profile.empty()) {
      profile_.emplace(options.profile, options.data_folder);
      profile_->Bind(reader_.header());
    }
    header_ = profile_ ? profile_->columns() : reader_.header();
    format_.emplace(kind_, header_);
    origin_.emplace(kind_, options.organization, header_,
                    [this](const std::string& name) { return IsThere(looker_, name); });
    rejects_.emplace(options.errors, reader_.header(), report_);
    lanes_.resize(kind_.in_order_of == "*" ? 1 : kLanes);
  }

  ImportReport Run() {
    const auto start = std::chrono::steady_clock::now();
    for (Lane& lane : lanes_) lane.thread = std::thread([this, &lane] { Send(lane); });
    std::exception_ptr failure;
    try {
      ReadAll();
    } catch (...) {
      failure = std::current_exception();
    }
    Finish();
    rejects_->Finish();
    if (failure) std::rethrow_exception(failure);
    if (failure_) std::rethrow_exception(failure_);
    report_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return report_;
  }

 private:
  struct Lane {
    std::thread thread;
    std::deque<Batch> waiting;
    Batch open;
    size_t bytes = 0;  // of the fields in `open`
    std::string last_key;
  };

  void ReadAll() {
    for (CsvRow source; reader_.Next(source);) {
      {
        const std::lock_guard lock(mutex_);
        if (failure_) return;
      }
      ++report_.rows;
      AddRow(source);
    }
    for (Lane& lane : lanes_) Hand(lane);
  }

  void AddRow(const CsvRow& source) {
    CsvRow canonical{source.number, {}};
    try {
      canonical.fields = profile_ ? profile_->Apply(source) : source.fields;
      if (Repeated(canonical)) {
        ++report_.repeated;
        progress_.Add(1);
        return;
      }
      origin_->Translate(canonical);
      RefuseTaken(canonical);
      Lane& lane = LaneOf(canonical);
      if (!lane.open.request) lane.open.request = NewRequest();
      AddItem(lane.open, canonical);
      lane.bytes += SizeOf(canonical);
      lane.open.source.push_back(source);
      lane.open.canonical.push_back(std::move(canonical));
      if (lane.open.source.size() >= kBatchRows || lane.bytes > kBatchBytes) Hand(lane);
    } catch (const CsvError& error) {
      rejects_->Add(source, error.column, error.code,
                    canonical.fields.empty() ? "" : format_->Value(canonical, error.column), error.what());
      progress_.Add(1);
    }
  }

  // Whether exactly this row stood in the file before, as far as is remembered.
  bool Repeated(const CsvRow& row) {
    if (seen_.size() > kRememberedRows) seen_.clear();
    std::string all;
    for (const auto& field : row.fields) all += field + '\x1f';
    return !seen_.insert(std::hash<std::string>()(all)).second;
  }

  // Two rows of one external id: the batches that they are in may come to the service in any
  // order, so the second is told here, as far as rows are remembered.
  void RefuseTaken(const CsvRow& row) {
    const std::string id = format_->Value(row, kExternalId);
    if (id.empty()) return;
    const std::lock_guard lock(mutex_);
    if (ids_.size() > kRememberedRows) ids_.clear();
    const auto [first, is_new] = ids_.emplace(std::hash<std::string>()(id), row.number);
    if (is_new) return;
    throw CsvError(row.number, kExternalId, "RESOURCE_EXISTS",
                   "is taken by row " + std::to_string(first->second) + ", which has other content");
  }

  static size_t SizeOf(const CsvRow& row) {
    size_t bytes = 0;
    for (const auto& field : row.fields) bytes += field.size();
    return bytes;
  }

  Lane& LaneOf(const CsvRow& row) {
    if (lanes_.size() == 1) return lanes_[0];
    if (kind_.in_order_of.empty()) {
      if (next_lane_rows_++ % kBatchRows == 0) next_lane_ = (next_lane_ + 1) % lanes_.size();
      return lanes_[next_lane_];
    }
    const std::string key = format_->Value(row, kind_.in_order_of);
    Lane& lane = lanes_[std::hash<std::string>()(key) % lanes_.size()];
    if (key != lane.last_key && lane.open.source.size() >= kNearlyFull) Hand(lane);
    lane.last_key = key;
    return lane;
  }

  std::unique_ptr<Message> NewRequest() const {
    auto request = MessagesOf(kind_.batch_method).request;
    SetField(*request, "parent", "organizations/" + options_.organization);
    SetField(*request, "request_id", NewUuid());
    SetField(*request, "validate_only", options_.dry_run);
    for (const char* name : {"return_partial_success", "allow_existing", "omit_records"})
      SetField(*request, name, true);
    return request;
  }

  void AddItem(Batch& batch, const CsvRow& row) const {
    Message& request = *batch.request;
    const auto* field = request.GetDescriptor()->FindFieldByName("requests");
    Message& item = *request.GetReflection()->AddMessage(&request, field);
    SetField(item, "parent", "organizations/" + options_.organization);
    const auto* record = item.GetDescriptor()->FindFieldByName(std::string(kind_.record));
    try {
      format_->Fill(row, options_.organization, *item.GetReflection()->MutableMessage(&item, record));
    } catch (...) {
      request.GetReflection()->RemoveLast(&request, field);
      throw;
    }
  }

  // Hands the lane's open batch to its thread; waits while two are waiting there.
  void Hand(Lane& lane) {
    if (lane.open.source.empty()) return;
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return lane.waiting.size() < 2 || failure_; });
    lane.waiting.push_back(std::move(lane.open));
    lane.open = Batch();
    lane.bytes = 0;
    changed_.notify_all();
  }

  void Send(Lane& lane) {
    try {
      Client client(address_);
      for (;;) {
        Batch batch;
        {
          std::unique_lock lock(mutex_);
          changed_.wait(lock, [&] { return done_ || failure_ || !lane.waiting.empty(); });
          if (failure_ || lane.waiting.empty()) return;
          batch = std::move(lane.waiting.front());
          lane.waiting.pop_front();
          changed_.notify_all();
        }
        SendBatch(client, batch);
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      changed_.notify_all();
    }
  }

  // Makes the records that a column names and that have no file of their own
  // (ladders), once each; a dry run makes none.
  void MakeNamed(Client& client, const Batch& batch) {
    for (const CsvRow& row : batch.canonical) {
      const std::string name = format_->Value(row, kind_.made_column);
      if (options_.dry_run || name.starts_with("organizations/") || !made_.insert(name).second) continue;
      auto messages = MessagesOf(kind_.made_by);
      SetField(*messages.request, "parent", "organizations/" + options_.organization);
      SetField(*messages.request, "request_id", NewUuid());
      const auto* field = messages.request->GetDescriptor()->FindFieldByName(std::string(kind_.made_column));
      Message& record = *messages.request->GetReflection()->MutableMessage(messages.request.get(), field);
      SetField(record, "external_id", name);
      SetField(record, "title", name);
      try {
        client.CallPatiently(kind_.made_by, *messages.request, *messages.reply, kPatienceSeconds);
      } catch (const Error& error) {
        // What is wrong with the name itself, its rows are told.
        if (error.code() != Code::kAlreadyExists && error.code() != Code::kInvalidArgument) throw;
      }
    }
  }

  // Whether a row fails in a dry run only since a record is not made by it: one that a column
  // names, or that of an earlier row.
  bool WouldBeMade(const CsvRow& row, const std::string& column, const Error& error) {
    if (!options_.dry_run || error.reason() != "REFERENCE_NOT_FOUND") return false;
    if (column == kind_.made_column) return true;
    const std::lock_guard lock(mutex_);
    const auto earlier = ids_.find(std::hash<std::string>()(format_->Value(row, column)));
    return kind_.in_order_of == "*" && earlier != ids_.end() && earlier->second < row.number;
  }

  // `requests[3]` of a batch as the row that it is of.
  static std::string InRows(std::string text, const Batch& batch) {
    constexpr std::string_view kItem = "requests[";
    const auto at = text.find(kItem);
    const auto end = at == std::string::npos ? at : text.find(']', at);
    size_t index = 0;
    if (end == std::string::npos ||
        std::from_chars(text.data() + at + kItem.size(), text.data() + end, index).ptr != text.data() + end ||
        index >= batch.source.size())
      return text;
    return text.replace(at, end + 1 - at, "row " + std::to_string(batch.source[index].number));
  }

  void SendBatch(Client& client, const Batch& batch) {
    if (!kind_.made_by.empty()) MakeNamed(client, batch);
    auto reply = MessagesOf(kind_.batch_method).reply;
    client.CallPatiently(kind_.batch_method, *batch.request, *reply, kPatienceSeconds);
    int64_t would_be_made = 0;
    for (const auto& [index, error] : FailuresOf(*reply)) {
      const CsvRow& canonical = batch.canonical.at(index);
      const std::string column =
          error.violations().empty() ? "" : format_->ColumnOf(canonical, error.violations().front().field);
      if (WouldBeMade(canonical, column, error)) {
        ++would_be_made;
        continue;
      }
      const std::string message = InRows(
          error.violations().empty() ? error.message() : error.violations().front().description, batch);
      rejects_->Add(batch.source.at(index), column, error.reason(), format_->Value(canonical, column),
                    message);
    }
    {
      const std::lock_guard lock(mutex_);
      report_.created += Count(*reply, "created_count") + would_be_made;
      report_.existing += Count(*reply, "existing_count");
    }
    progress_.Add(static_cast<int64_t>(batch.source.size()));
  }

  void Finish() {
    {
      const std::lock_guard lock(mutex_);
      done_ = true;
      changed_.notify_all();
    }
    for (Lane& lane : lanes_) lane.thread.join();
  }

  const Address& address_;
  const ImportOptions& options_;
  const Kind& kind_;
  Client looker_;
  CsvReader reader_;
  std::optional<Profile> profile_;
  std::vector<std::string> header_;
  std::optional<RowFormat> format_;
  std::optional<Origin> origin_;
  ImportReport report_;
  std::optional<Rejects> rejects_;
  Progress progress_;
  std::vector<Lane> lanes_;
  std::unordered_set<size_t> seen_;
  std::unordered_map<size_t, int64_t> ids_;  // hash of an external id → the row that has it
  std::set<std::string> made_;               // of the one lane of such a kind
  size_t next_lane_ = 0, next_lane_rows_ = 0;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::exception_ptr failure_;
  bool done_ = false;
};

}  // namespace

nlohmann::json ImportReport::ToJson() const {
  return {{"rows", rows},         {"created", created}, {"existing", existing}, {"repeated", repeated},
          {"rejected", rejected}, {"seconds", seconds}, {"errors", errors}};
}

ImportReport Import(const Address& address, const ImportOptions& options) {
  std::error_code ignored;
  if (std::filesystem::equivalent(options.file, options.errors, ignored))
    throw CsvError(0, "", "FILE_NOT_WRITABLE", "--errors must be another file than the one that is imported");
  int64_t total = 0;
  CsvReader check(options.file);
  for (CsvRow row; check.Next(row);) ++total;
  return Importer(address, options, total).Run();
}

}  // namespace waymark::cli
