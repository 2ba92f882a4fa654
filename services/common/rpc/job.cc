#include "services/common/rpc/job.h"

#include "services/common/base/log.h"
#include "services/common/base/trace_context.h"
#include "services/common/status/grpc_status.h"

namespace waymark::rpc {
namespace {

LogLevel LevelOf(const Error* error) {
  if (error == nullptr) return LogLevel::kInfo;
  switch (error->code()) {
    case Code::kInternal:
    case Code::kUnknown:
      return LogLevel::kError;
    case Code::kUnavailable:
    case Code::kResourceExhausted:
    case Code::kDeadlineExceeded:
      return LogLevel::kWarning;
    default:
      return LogLevel::kInfo;
  }
}

}  // namespace

void Finish(Job& job, const Ending& ending) {
  const Error* error = ending.error;
  const auto code = error == nullptr ? grpc::StatusCode::OK : static_cast<grpc::StatusCode>(error->code());
  const std::chrono::duration<double> duration = std::chrono::steady_clock::now() - job.arrival;
  job.method->metrics.Finished(code, duration);
  if (ending.replayed) {
    job.method->metrics.Replayed();
    job.exchange->AddHeader("idempotent-replayed", "true");
  }
  Log(LevelOf(error), "call",
      {{"method", job.method->name},
       {"code", CodeName(code)},
       {"reason", error == nullptr ? "" : error->reason()},
       {"duration_ms", static_cast<int64_t>(duration.count() * 1e6) / 1e3},
       {"messages", ending.messages},
       {"organization", ending.origin.organization_id},
       {"account", ending.origin.actor},
       {"address", ending.origin.address},
       {"request_id", ending.origin.request_id},
       {"replayed", ending.replayed},
       {"trace_id", TraceIdOf(ending.origin.traceparent)}});
  job.exchange->Finish(error);
}

}  // namespace waymark::rpc
