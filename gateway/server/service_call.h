#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace waymark::gateway {

// What goes with one call of a service, and what comes ahead of its answer.
class ServiceCall {
 public:
  explicit ServiceCall(std::chrono::system_clock::time_point deadline) : deadline_(deadline) {}

  std::chrono::system_clock::time_point deadline() const { return deadline_; }

  void AddMetadata(std::string name, std::string value) {
    metadata_.emplace_back(std::move(name), std::move(value));
  }
  // Empty where there is none.
  std::string_view Metadata(std::string_view name) const { return Find(metadata_, name); }

  void AddReplyMetadata(std::string name, std::string value) {
    reply_metadata_.emplace_back(std::move(name), std::move(value));
  }
  std::string_view ReplyMetadata(std::string_view name) const { return Find(reply_metadata_, name); }

  // Nobody waits for the answer any more. On any thread.
  void Cancel() {
    cancelled_ = true;
    context_.TryCancel();
  }
  bool cancelled() const { return cancelled_; }

  // For a call over gRPC: the context, with the deadline and the metadata, and
  // what it brought back.
  grpc::ClientContext& ForGrpc() {
    context_.set_deadline(deadline_);
    for (const auto& [name, value] : metadata_) context_.AddMetadata(name, value);
    return context_;
  }
  void TakeReplyMetadata() {
    for (const auto& [name, value] : context_.GetServerInitialMetadata()) {
      AddReplyMetadata(std::string(name.data(), name.size()), std::string(value.data(), value.size()));
    }
  }

 private:
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  static std::string_view Find(const Pairs& pairs, std::string_view name) {
    for (const auto& [key, value] : pairs) {
      if (key == name) return value;
    }
    return {};
  }

  const std::chrono::system_clock::time_point deadline_;
  Pairs metadata_, reply_metadata_;
  std::atomic<bool> cancelled_ = false;
  grpc::ClientContext context_;
};

// A service in the same process. `done` runs once, on any thread; call, request
// and reply live until then. The request is this call's alone: what the metadata
// says may be put into it.
struct LocalService {
  using Done = std::function<void(grpc::Status)>;
  std::function<void(const std::string& rpc_path, ServiceCall& call, google::protobuf::Message& request,
                     google::protobuf::Message& reply, Done done)>
      answer;

  // The same of a method that answers with a stream. It sends one message after the
  // other, each when `taken` was called for the one before: with false when no more
  // will be taken.
  using Taken = std::function<void(bool)>;
  using Send = std::function<void(const grpc::ByteBuffer& message, Taken taken)>;
  std::function<void(const std::string& rpc_path, ServiceCall& call, google::protobuf::Message& request,
                     Send send, Done done)>
      stream;
};

}  // namespace waymark::gateway
