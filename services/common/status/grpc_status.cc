#include "services/common/status/grpc_status.h"

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace waymark {
namespace {

constexpr char kDomain[] = "waymark";
// gRPC carries details as a header, and peers refuse more than 8 KiB of them.
constexpr size_t kMaxViolations = 50;
constexpr size_t kMaxDetails = 6'000;

bool WorthRetrying(Code code) { return code == Code::kUnavailable || code == Code::kResourceExhausted; }

}  // namespace

grpc::Status ToGrpc(const Error& error) {
  google::rpc::Status status;
  status.set_code(static_cast<int>(error.code()));
  status.set_message(error.message());
  google::rpc::ErrorInfo info;
  info.set_reason(error.reason());
  info.set_domain(kDomain);
  for (const auto& [key, value] : error.metadata()) (*info.mutable_metadata())[key] = value;
  status.add_details()->PackFrom(info);
  if (!error.violations().empty()) {
    google::rpc::BadRequest bad;
    for (const auto& violation : error.violations()) {
      const size_t size = bad.ByteSizeLong() + violation.field.size() + violation.description.size();
      if (static_cast<size_t>(bad.field_violations_size()) == kMaxViolations || size > kMaxDetails) break;
      auto* out = bad.add_field_violations();
      out->set_field(violation.field);
      out->set_description(violation.description);
    }
    status.add_details()->PackFrom(bad);
  }
  if (WorthRetrying(error.code())) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_seconds(1);
    status.add_details()->PackFrom(retry);
  }
  return {static_cast<grpc::StatusCode>(error.code()), error.message(), status.SerializeAsString()};
}

Error FromGrpc(const grpc::Status& grpc_status) {
  std::string reason = CodeName(grpc_status.error_code());
  google::rpc::Status status;
  google::rpc::ErrorInfo info;
  google::rpc::BadRequest bad;
  if (status.ParseFromString(grpc_status.error_details())) {
    for (const auto& detail : status.details()) {
      if (detail.UnpackTo(&info)) reason = info.reason();
      detail.UnpackTo(&bad);
    }
  }
  Error error(static_cast<Code>(grpc_status.error_code()), reason, grpc_status.error_message());
  for (const auto& [key, value] : info.metadata()) error = std::move(error).WithMetadata(key, value);
  for (const auto& v : bad.field_violations())
    error = std::move(error).WithViolation(v.field(), v.description());
  return error;
}

int HttpStatus(grpc::StatusCode code) {
  switch (code) {
    case grpc::StatusCode::OK:
      return 200;
    case grpc::StatusCode::CANCELLED:
      return 499;
    case grpc::StatusCode::INVALID_ARGUMENT:
    case grpc::StatusCode::FAILED_PRECONDITION:
    case grpc::StatusCode::OUT_OF_RANGE:
      return 400;
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return 504;
    case grpc::StatusCode::NOT_FOUND:
      return 404;
    case grpc::StatusCode::ALREADY_EXISTS:
    case grpc::StatusCode::ABORTED:
      return 409;
    case grpc::StatusCode::PERMISSION_DENIED:
      return 403;
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
      return 429;
    case grpc::StatusCode::UNIMPLEMENTED:
      return 501;
    case grpc::StatusCode::UNAVAILABLE:
      return 503;
    case grpc::StatusCode::UNAUTHENTICATED:
      return 401;
    default:
      return 500;
  }
}

std::string CodeName(grpc::StatusCode code) {
  static constexpr const char* kNames[] = {
      "OK",        "CANCELLED",      "UNKNOWN",           "INVALID_ARGUMENT",   "DEADLINE_EXCEEDED",
      "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION",
      "ABORTED",   "OUT_OF_RANGE",   "UNIMPLEMENTED",     "INTERNAL",           "UNAVAILABLE",
      "DATA_LOSS", "UNAUTHENTICATED"};
  return code >= 0 && code <= 16 ? kNames[code] : "UNKNOWN";
}

}  // namespace waymark
