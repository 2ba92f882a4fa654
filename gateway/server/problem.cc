#include "gateway/server/problem.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gateway/server/field_text.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "services/common/base/ids.h"
#include "services/common/base/text.h"
#include "services/common/status/grpc_status.h"

namespace waymark::gateway {
namespace {

const std::string kRetryAfterSeconds = "retryAfterSeconds";

// Texts that came from elsewhere are valid UTF-8 or are made so.
std::string Dump(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// base64 without padding, as Connect writes bytes.
std::string Unpadded(std::string text) {
  text.erase(text.find_last_not_of('=') + 1);
  return text;
}

void SpellAsJson(google::rpc::Status& status) {
  status.set_message(WithJsonPath(status.message()));
  for (auto& detail : *status.mutable_details()) {
    google::rpc::BadRequest wrong;
    if (!detail.Is<google::rpc::BadRequest>() || !detail.UnpackTo(&wrong)) continue;
    for (auto& violation : *wrong.mutable_field_violations())
      violation.set_field(JsonPath(violation.field()));
    detail.PackFrom(wrong);
  }
}

}  // namespace

Error UpstreamError(const grpc::Status& status, std::string_view upstream) {
  const std::string service = "the " + std::string(upstream) + " service";
  // Our services send details with every error.
  if (!status.error_details().empty()) {
    Error error = FromGrpc(status);
    // Whom it does not know is this gateway, by its key or its clock: no client can help that.
    return error.reason() == "CALLER_UNKNOWN" ? Unavailable(service) : error;
  }
  switch (status.error_code()) {
    case grpc::StatusCode::UNAVAILABLE:
    case grpc::StatusCode::CANCELLED:  // the service went away while it worked
      return Unavailable(service);
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return DeadlineExceeded();
    case grpc::StatusCode::UNIMPLEMENTED:
      return Error(Code::kUnimplemented, "NOT_IMPLEMENTED", service + " does not offer this");
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
      return Overloaded(service);
    default:
      return Internal(CodeName(status.error_code()) + " without details from " + service);
  }
}

// Of a change whose outcome nobody knows HTTP says: a server behind did not answer in time.
int HttpStatusOf(const Error& error) {
  if (error.reason() == "OUTCOME_UNKNOWN") return 504;
  return HttpStatus(static_cast<grpc::StatusCode>(error.code()));
}

std::string_view CodeOf(const Error& error) {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    for (int code = 0; code <= 16; ++code) names.push_back(CodeName(static_cast<grpc::StatusCode>(code)));
    return names;
  }();
  return kNames[static_cast<size_t>(error.code())];
}

std::optional<std::string> RetryAfter(const Error& error) {
  if (error.code() != Code::kUnavailable && error.code() != Code::kResourceExhausted) return std::nullopt;
  const auto seconds = error.metadata().find(kRetryAfterSeconds);
  return seconds == error.metadata().end() ? "1" : seconds->second;
}

Error RateLimited(std::string_view whom, std::chrono::nanoseconds wait) {
  const auto seconds = std::max(std::chrono::ceil<std::chrono::seconds>(wait), std::chrono::seconds(1));
  return Error(Code::kResourceExhausted, "RATE_LIMITED",
               "too many requests of this " + std::string(whom) + "; try again after Retry-After")
      .WithMetadata(kRetryAfterSeconds, std::to_string(seconds.count()));
}

std::string_view StatusPhrase(int http_status) {
  switch (http_status) {
    case 200:
      return "OK";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 499:
      return "Client Closed Request";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Error";
  }
}

std::string ProblemJson(int http_status, const Error& error, std::string_view request_id) {
  nlohmann::ordered_json problem = {{"type", "about:blank"},
                                    {"title", StatusPhrase(http_status)},
                                    {"status", http_status},
                                    {"detail", WithJsonPath(error.message())},
                                    {"code", CodeName(static_cast<grpc::StatusCode>(error.code()))},
                                    {"reason", error.reason()}};
  for (const auto& violation : error.violations()) {
    problem["fieldViolations"].push_back(
        {{"field", JsonPath(violation.field)}, {"description", violation.description}});
  }
  if (!error.metadata().empty()) problem["metadata"] = error.metadata();
  problem["requestId"] = request_id;
  return Dump(problem);
}

void SpellFailuresAsJson(google::protobuf::Message& reply) {
  const auto* field = reply.GetDescriptor()->FindFieldByName("failed_requests");
  if (field == nullptr || !field->is_map()) return;
  const auto* value = field->message_type()->map_value();
  if (value->message_type() != google::rpc::Status::descriptor()) return;
  for (int i = 0; i < reply.GetReflection()->FieldSize(reply, field); ++i) {
    auto& entry = *reply.GetReflection()->MutableRepeatedMessage(&reply, field, i);
    SpellAsJson(static_cast<google::rpc::Status&>(*entry.GetReflection()->MutableMessage(&entry, value)));
  }
}

Response Problem(const Error& error, const RequestInfo& info, std::optional<int> status) {
  Response response;
  response.status = status.value_or(HttpStatusOf(error));
  response.content_type = "application/problem+json";
  response.body = ProblemJson(response.status, error, info.request_id);
  response.code = CodeOf(error);
  if (auto seconds = RetryAfter(error)) response.headers.emplace_back("Retry-After", *std::move(seconds));
  return response;
}

std::string ConnectErrorJson(const Error& error) {
  const grpc::Status status = ToGrpc(error);
  // Connect writes this one code with one l.
  const std::string code =
      error.code() == Code::kCancelled ? "canceled" : Lower(CodeName(status.error_code()));
  nlohmann::ordered_json json = {{"code", code}, {"message", error.message()}};
  google::rpc::Status details;
  details.ParseFromString(status.error_details());
  for (const auto& detail : details.details()) {
    const std::string& url = detail.type_url();
    json["details"].push_back(
        {{"type", url.substr(url.rfind('/') + 1)}, {"value", Unpadded(Base64(detail.value()))}});
  }
  return Dump(json);
}

}  // namespace waymark::gateway
