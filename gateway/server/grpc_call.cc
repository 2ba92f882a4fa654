#include "gateway/server/grpc_call.h"

namespace waymark::gateway {

GrpcCall::GrpcCall(grpc::GenericCallbackServerContext& context, Executor executor, Duration write_time,
                   std::atomic<int>& open, std::shared_ptr<GrpcGuest> guest)
    : context_(context),
      executor_(executor),
      write_time_(write_time),
      open_(open),
      guest_(std::move(guest)),
      timer_(executor) {
  ++open_;
  guest_->CallBegins();
}

std::shared_ptr<GrpcCall> GrpcCall::Begin(grpc::GenericCallbackServerContext& context, Executor executor,
                                          Duration write_time, std::atomic<int>& open,
                                          std::shared_ptr<GrpcGuest> guest) {
  std::shared_ptr<GrpcCall> call(new GrpcCall(context, executor, write_time, open, std::move(guest)));
  call->self_ = call;
  return call;
}

Awaitable<bool> GrpcCall::Within(Duration limit, std::function<void()> start) {
  Limit(limit);
  const auto begin = [this, &start](std::function<void(bool)> resume) {
    resume_ = std::move(resume);
    start();
  };
  const bool well = co_await Outcome<bool>(begin);
  LiftLimit();
  co_return well;
}

Awaitable<bool> GrpcCall::Read(grpc::ByteBuffer& message, Duration limit) {
  const bool came = co_await Within(limit, [this, &message] { StartRead(&message); });
  if (came) guest_->Hear(message.Length(), !std::exchange(heard_, true));
  co_return came;
}

Awaitable<bool> GrpcCall::Take(const grpc::ByteBuffer& message) {
  return Within(write_time_, [this, &message] { StartWrite(&message); });
}

void GrpcCall::End(const grpc::Status& status) {
  Limit(write_time_);
  Finish(status);
}

void GrpcCall::EndWith(grpc::ByteBuffer reply) {
  Limit(write_time_);
  reply_ = std::move(reply);
  StartWriteAndFinish(&reply_, grpc::WriteOptions(), grpc::Status::OK);
}

void GrpcCall::OnCancel() {
  asio::post(executor_, [self = shared_from_this()] {
    self->slot_.client_gone = true;
    if (self->slot_.call) self->slot_.call->Cancel();
  });
}

void GrpcCall::OnDone() {
  {
    const std::lock_guard lock(mutex_);
    done_ = true;
  }
  --open_;
  guest_->CallEnds();
  asio::post(executor_, [self = std::move(self_)] { self->timer_.cancel(); });
}

void GrpcCall::Limit(Duration limit) {
  timer_.expires_after(limit);
  timer_.async_wait([self = shared_from_this()](boost::system::error_code error) {
    // The limit may have been lifted at this very moment.
    if (error || self->timer_.expiry() > std::chrono::steady_clock::now()) return;
    const std::lock_guard lock(self->mutex_);
    if (!self->done_) self->context_.TryCancel();
  });
}

void GrpcCall::LiftLimit() { timer_.expires_at(std::chrono::steady_clock::time_point::max()); }

}  // namespace waymark::gateway
