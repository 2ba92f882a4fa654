#include "gateway/cli/import.h"

#include <google/protobuf/descriptor.h>

#include <array>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <fstream>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <unordered_set>

#include "gateway/cli/profile.h"
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
constexpr size_t kShownErrors = 20;
// How long a batch is tried again while services restart.
constexpr int kPatienceSeconds = 120;
// Rows that are remembered to pass over exact repetitions.
constexpr size_t kRememberedRows = 500'000;

struct Batch {
  std::unique_ptr<Message> request;
  std::vector<CsvRow> source;     // as the file has them, for the file of rejected rows
  std::vector<CsvRow> canonical;  // as the kind has them, for the report
};

void SetField(Message& message, const char* name, bool value) {
  message.GetReflection()->SetBool(&message, message.GetDescriptor()->FindFieldByName(name), value);
}

void SetField(Message& message, const char* name, const std::string& value) {
  message.GetReflection()->SetString(&message, message.GetDescriptor()->FindFieldByName(name), value);
}

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
  return out;
}

// Reports rejected rows: the first ones to the report, all to a file that can be
// corrected and imported again. Thread-safe.
class Rejects {
 public:
  Rejects(const std::string& path, std::vector<std::string> header, ImportReport& report)
      : report_(report), header_(std::move(header)) {
    report_.errors = nlohmann::json::array();
    if (path.empty()) return;
    out_.open(path, std::ios::binary | std::ios::trunc);
    if (!out_) throw CsvError(0, "", "FILE_NOT_WRITABLE", path + " cannot be written");
    // A file of rejected rows that is imported again keeps one set of error columns.
    for (size_t i = 0; i < header_.size(); ++i) {
      if (!header_[i].starts_with("error.")) kept_.push_back(i);
    }
    std::vector<std::string> names;
    for (const size_t i : kept_) names.push_back(header_[i]);
    for (const char* name : {"error.row", "error.column", "error.code", "error.message"})
      names.emplace_back(name);
    out_ << CsvLine(names);
  }

  void Add(const CsvRow& source, const std::string& column, const std::string& code, const std::string& value,
           const std::string& message) {
    const std::lock_guard lock(mutex_);
    ++report_.rejected;
    if (report_.errors.size() < kShownErrors) {
      report_.errors.push_back({{"row", source.number},
                                {"column", column},
                                {"code", code},
                                {"value", value},
                                {"message", message}});
    }
    if (!out_.is_open()) return;
    std::vector<std::string> fields;
    for (const size_t i : kept_) fields.push_back(source.fields[i]);
    for (auto& field : {std::to_string(source.number), column, code, message}) fields.push_back(field);
    out_ << CsvLine(fields);
  }

 private:
  ImportReport& report_;
  const std::vector<std::string> header_;
  std::vector<size_t> kept_;
  std::ofstream out_;
  std::mutex mutex_;
};

// One import under way: a reader (the calling thread) and a few lanes that send.
class Importer {
 public:
  Importer(const Address& address, const ImportOptions& options, int64_t total)
      : address_(address),
        options_(options),
        kind_(FindKind(options.kind)),
        reader_(options.file),
        progress_(options.kind, total) {
    if (!options.profile.empty()) {
      profile_.emplace(options.profile, options.data_folder);
      profile_->Bind(reader_.header());
    }
    header_ = profile_ ? profile_->columns() : reader_.header();
    format_.emplace(kind_, header_);
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
      Lane& lane = LaneOf(canonical);
      if (!lane.open.request) lane.open.request = NewRequest();
      AddItem(lane.open, canonical);
      lane.open.source.push_back(source);
      lane.open.canonical.push_back(std::move(canonical));
      const bool full =
          lane.open.source.size() >= kBatchRows ||
          (lane.open.source.size() % 100 == 0 && lane.open.request->ByteSizeLong() > kBatchBytes);
      if (full) Hand(lane);
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
        if (error.code() != Code::kAlreadyExists) throw;
      }
    }
  }

  // Whether a row fails in a dry run only since a record is not made by it.
  bool WouldBeMade(const std::string& column, const Error& error) const {
    return options_.dry_run && !kind_.made_by.empty() && column == kind_.made_column &&
           error.reason() == "REFERENCE_NOT_FOUND";
  }

  void SendBatch(Client& client, const Batch& batch) {
    if (!kind_.made_by.empty()) MakeNamed(client, batch);
    auto reply = MessagesOf(kind_.batch_method).reply;
    client.CallPatiently(kind_.batch_method, *batch.request, *reply, kPatienceSeconds);
    for (const auto& [index, error] : FailuresOf(*reply)) {
      const CsvRow& canonical = batch.canonical.at(index);
      const std::string column =
          error.violations().empty() ? "" : format_->ColumnOf(error.violations().front().field);
      if (WouldBeMade(column, error)) continue;
      const std::string message =
          error.violations().empty() ? error.message() : error.violations().front().description;
      rejects_->Add(batch.source.at(index), column, error.reason(), format_->Value(canonical, column),
                    message);
    }
    {
      const std::lock_guard lock(mutex_);
      report_.created += Count(*reply, "created_count");
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
  CsvReader reader_;
  std::optional<Profile> profile_;
  std::vector<std::string> header_;
  std::optional<RowFormat> format_;
  ImportReport report_;
  std::optional<Rejects> rejects_;
  Progress progress_;
  std::vector<Lane> lanes_;
  std::unordered_set<size_t> seen_;
  std::set<std::string> made_;  // of the one lane of such a kind
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
  int64_t total = 0;
  CsvReader check(options.file);
  for (CsvRow row; check.Next(row);) ++total;
  return Importer(address, options, total).Run();
}

}  // namespace waymark::cli
