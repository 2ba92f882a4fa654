#pragma once

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "gateway/server/async.h"
#include "gateway/server/door.h"
#include "gateway/server/grpc_connections.h"
#include "gateway/server/upstream.h"

namespace waymark::gateway {

// One call of a gRPC client as the coroutine that answers it sees it. gRPC calls
// back on threads of its own; the coroutine, and all that is not said to be
// otherwise, runs on the thread of its lane.
class GrpcCall final : public grpc::ServerGenericBidiReactor,
                       public ReplySink,
                       public std::enable_shared_from_this<GrpcCall> {
 public:
  using Duration = std::chrono::steady_clock::duration;

  // On any thread. Lives until gRPC has done with the call and nobody holds it;
  // `open` counts those with which gRPC has not, `guest` those of its connection.
  // A message of the answer has `write_time` to be taken.
  static std::shared_ptr<GrpcCall> Begin(grpc::GenericCallbackServerContext& context, Executor executor,
                                         Duration write_time, std::atomic<int>& open,
                                         std::shared_ptr<GrpcGuest> guest);

  // Until End.
  const grpc::GenericCallbackServerContext& context() const { return context_; }
  void AddMetadata(const std::string& name, const std::string& value) {
    context_.AddInitialMetadata(name, value);
  }
  void AddTrailer(const std::string& name, const std::string& value) {
    context_.AddTrailingMetadata(name, value);
  }
  // The client's next message, which has `limit` to come. False when there is none.
  Awaitable<bool> Read(grpc::ByteBuffer& message, Duration limit);
  Awaitable<bool> Take(const grpc::ByteBuffer& message) override;
  // Both are the last of all.
  void End(const grpc::Status& status);
  void EndWith(grpc::ByteBuffer reply);

  CallSlot& slot() { return slot_; }
  GrpcGuest& guest() { return *guest_; }

 private:
  GrpcCall(grpc::GenericCallbackServerContext& context, Executor executor, Duration write_time,
           std::atomic<int>& open, std::shared_ptr<GrpcGuest> guest);

  void OnReadDone(bool ok) override { Resume(ok); }
  void OnWriteDone(bool ok) override { Resume(ok); }
  void OnCancel() override;
  void OnDone() override;

  void Resume(bool ok) { std::exchange(resume_, nullptr)(ok); }
  // Waits for what `start` begins to end, and whether it did well.
  Awaitable<bool> Within(Duration limit, std::function<void()> start);
  // Ends the call with the client unless something else happens before.
  void Limit(Duration limit);
  void LiftLimit();

  grpc::GenericCallbackServerContext& context_;
  const Executor executor_;
  const Duration write_time_;
  std::atomic<int>& open_;
  const std::shared_ptr<GrpcGuest> guest_;
  bool heard_ = false;              // a message
  std::shared_ptr<GrpcCall> self_;  // until OnDone
  Timer timer_;
  CallSlot slot_;
  std::function<void(bool)> resume_;
  grpc::ByteBuffer reply_;
  std::mutex mutex_;
  bool done_ = false;  // guarded by mutex_: the context is no more
};

}  // namespace waymark::gateway
