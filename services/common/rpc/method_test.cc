#include "services/common/rpc/method.h"

#include <gmock/gmock.h>

#include "waymark/directory/v1/directory.grpc.pb.h"

namespace waymark::rpc {
namespace {

using ::testing::HasSubstr;
using waymark::directory::v1::DirectoryService;
using waymark::directory::v1::ResolveRequest;
using waymark::directory::v1::ResolveResponse;

void Resolve(Call&, const ResolveRequest&, ResolveResponse&) {}
std::shared_ptr<Source> ResolveOneByOne(Call&, const ResolveRequest&, Waker) { return nullptr; }
void ResolveBackwards(Call&, const ResolveResponse&, ResolveRequest&) {}

// What is wrong with a service of these handlers.
std::string Refusal(const std::string& service, const std::vector<Handler>& handlers) {
  std::deque<Method> methods;
  try {
    AddMethods({service, handlers}, methods);
    return "";
  } catch (const std::logic_error& error) {
    return error.what();
  }
}

TEST(AddMethods, KnowsEachRpcByItsName) {
  std::deque<Method> methods;
  AddMethods({DirectoryService::service_full_name(), {{"Resolve", Resolve}}}, methods);
  ASSERT_EQ(methods.size(), 1u);
  EXPECT_EQ(methods[0].name, "waymark.directory.v1.DirectoryService/Resolve");
  EXPECT_EQ(methods[0].permission, waymark::options::v1::PERMISSION_INTERNAL);
}

TEST(AddMethods, RefusesWhatIsNotAsTheProtoSays) {
  const std::string name = DirectoryService::service_full_name();
  EXPECT_THAT(Refusal("waymark.directory.v1.NoService", {}), HasSubstr("no service"));
  EXPECT_THAT(Refusal(name, {}), HasSubstr("other handlers than RPCs"));
  EXPECT_THAT(Refusal(name, {{"Dissolve", Resolve}}), HasSubstr("Resolve has no handler"));
  EXPECT_THAT(Refusal(name, {{"Resolve", ResolveBackwards}}), HasSubstr("other types than its proto"));
  EXPECT_THAT(Refusal(name, {Handler::Streaming<ResolveResponse>("Resolve", ResolveOneByOne)}),
              HasSubstr("either the handler streams or the proto"));
  EXPECT_EQ(Refusal(name, {{"Resolve", Resolve}}), "");
}

}  // namespace
}  // namespace waymark::rpc
