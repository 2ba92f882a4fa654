#include "gateway/server/event_stream.h"

#include <algorithm>

#include "gateway/server/grpc_bytes.h"
#include "gateway/server/json.h"
#include "gateway/server/problem.h"
#include "services/common/authorization/request_fields.h"
#include "services/common/base/text.h"
#include "services/common/status/error.h"

namespace waymark::gateway {
namespace {

namespace http = boost::beast::http;
using google::protobuf::Message;

// How long a browser waits before it connects again.
constexpr std::string_view kRetry = "retry: 1000\n\n";

// A line of an event. What it holds never breaks a line: tokens, types, and JSON.
void AppendLine(std::string& out, std::string_view field, std::string_view value) {
  out.append(field).append(": ").append(value).append("\n");
}

Response Head() {
  Response head;
  head.content_type = "text/event-stream";
  // nginx would keep it back.
  head.headers.emplace_back("X-Accel-Buffering", "no");
  return head;
}

}  // namespace

bool TakesEvents(const Header& header) {
  const std::string accept = Lower(HeaderValue(header, http::field::accept));
  const auto names = [&](const char* type) { return accept.find(type) != std::string::npos; };
  return accept.empty() || names("text/event-stream") || names("text/*") || names("*/*");
}

void ResumeFrom(const Header& header, const Method& method, Message& request) {
  const std::string_view id = HeaderValue(header, "Last-Event-ID");
  if (id.empty() || !method.resume_from) return;
  if (!std::all_of(id.begin(), id.end(), [](char c) { return c >= '!' && c <= '~'; })) {
    throw InvalidField("Last-Event-ID", "must be the id of an event that came");
  }
  request.GetReflection()->SetString(&request, method.resume_from, std::string(id));
}

Awaitable<bool> EventStream::Take(const grpc::ByteBuffer& bytes) {
  grpc::ByteBuffer copy = bytes;
  const std::unique_ptr<Message> message(method_.reply->New());
  if (!FromBuffer(copy, *message)) co_return false;
  if (!begun_) {
    begun_ = true;
    const Response head = Head();
    if (!co_await answer_.Begin(head) || !co_await answer_.Write(kRetry)) co_return false;
  }
  const std::string text = TextOf(*message);
  co_return co_await answer_.Write(text);
}

std::string EventStream::TextOf(const Message& message) const {
  const auto& reflection = *message.GetReflection();
  const Message* event = &message;
  std::string text;
  if (method_.event) {
    event = reflection.HasField(message, method_.event) ? &reflection.GetMessage(message, method_.event)
                                                        : nullptr;
    AppendLine(text, "id", authorization::Text(message, "resume_token"));
  }
  if (event) {
    if (const std::string type = authorization::Text(*event, "type"); !type.empty())
      AppendLine(text, "event", type);
    AppendLine(text, "data", ToJson(*event));
  } else {
    AppendLine(text, "", "nothing new");
  }
  return text += "\n";
}

Awaitable<void> EventStream::End(const Error& error, const RequestInfo& info) {
  std::string text;
  AppendLine(text, "event", "error");
  AppendLine(text, "data", ProblemJson(HttpStatusOf(error), error, info.request_id));
  text += "\n";
  co_await answer_.Write(text);
}

}  // namespace waymark::gateway
