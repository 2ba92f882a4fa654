// Reflection over the door for gRPC clients, which strangers may use: how much of it.
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include "gateway/server/grpc_bytes.h"
#include "gateway/server/testing/library.h"

namespace waymark::gateway {
namespace {

using testing::TestGateway;

TEST(GrpcReflectionTest, AnswersSoManyQuestionsOfACall) {
  TestGateway gateway;
  grpc::GenericStub stub(grpc::CreateChannel("127.0.0.1:" + std::to_string(gateway.grpc_port()),
                                             grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
  grpc::CompletionQueue queue;
  const auto call =
      stub.PrepareCall(&context, "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", &queue);
  const auto done = [&] {
    void* tag;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  call->StartCall(&queue);
  ASSERT_TRUE(done());
  const grpc::ByteBuffer question = BufferOf(std::string("\x3a\0", 2));  // which services there are
  grpc::ByteBuffer answer;
  int answers = 0;
  for (; answers < 1'000; ++answers) {
    call->Write(question, &queue);
    if (!done()) break;
    call->Read(&answer, &queue);
    if (!done()) break;
  }
  EXPECT_EQ(answers, 500);
  if (answers == 1'000) context.TryCancel();
  grpc::Status status;
  call->Finish(&status, &queue);
  done();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
}

}  // namespace
}  // namespace waymark::gateway
