#include "services/progression/fixture.h"

namespace waymark::progression {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using testing::IsOk;
using Stub = v1::LaddersService::Stub;

class LaddersServiceTest : public ProgressionFixture {
 protected:
  grpc::Status CreateAll(const v1::BatchCreateRungsRequest& batch, v1::BatchCreateRungsResponse* reply) {
    return Call(ladders_, &Stub::BatchCreateRungs, batch, reply);
  }
  std::vector<std::string> Rungs(const std::string& filter, int page_size = 0) {
    v1::ListRungsRequest request;
    request.set_parent(kParent);
    request.set_filter(filter);
    request.set_page_size(page_size);
    std::vector<std::string> out;
    v1::ListRungsResponse page;
    do {
      EXPECT_THAT(Call(ladders_, &Stub::ListRungs, request, &page), IsOk());
      for (const auto& rung : page.rungs()) out.push_back(rung.external_id());
      request.set_page_token(page.next_page_token());
    } while (!page.next_page_token().empty());
    return out;
  }
};

TEST_F(LaddersServiceTest, ALadderIsFoundByIdAndByExternalId) {
  const auto made = MakeLadder("school/grades");
  for (const auto& name : {made.name(), Ref("ladders/~school/grades")}) {
    v1::GetLadderRequest request;
    request.set_name(name);
    v1::Ladder read;
    ASSERT_THAT(Call(ladders_, &Stub::GetLadder, request, &read), IsOk());
    EXPECT_THAT(read, EqualsProto(made));
  }
  EXPECT_EQ(service_.outbox().back().type(), "ladder.changed");
  EXPECT_EQ(service_.outbox().back().subject(), made.name());
  EXPECT_EQ("organizations/asp/ladders/" + service_.outbox().back().record_changed().record_id(),
            made.name());
}

TEST_F(LaddersServiceTest, AnUnknownLadderIsNotFound) {
  v1::GetLadderRequest request;
  request.set_name(Ref("ladders/~none"));
  v1::Ladder reply;
  EXPECT_THAT(Call(ladders_, &Stub::GetLadder, request, &reply),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(LaddersServiceTest, AnExternalIdIsTakenOnce) {
  v1::CreateLadderRequest ladder;
  ladder.set_parent(kParent);
  ladder.mutable_ladder()->set_external_id("police");
  ladder.mutable_ladder()->set_title("Another");
  v1::Ladder ladder_reply;
  auto status = Call(ladders_, &Stub::CreateLadder, ladder, &ladder_reply);
  EXPECT_THAT(status, Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_THAT(status, BlamesField("ladder.external_id"));
  v1::Rung rung_reply;
  status = Call(ladders_, &Stub::CreateRung, NewRung("officer", 1), &rung_reply);
  EXPECT_THAT(status, Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_THAT(status, BlamesField("rung.external_id"));
}

TEST_F(LaddersServiceTest, ARungOfAnUnknownLadderIsRefused) {
  auto request = NewRung("major", 5);
  request.mutable_rung()->set_ladder(Ref("ladders/~none"));
  v1::Rung reply;
  const auto status = Call(ladders_, &Stub::CreateRung, request, &reply);
  EXPECT_THAT(status, Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(status, BlamesField("rung.ladder"));
}

TEST_F(LaddersServiceTest, ARungHasItsLadderAsUuid) {
  const auto made = MakeRung("major", 5, true);
  EXPECT_EQ(made.ladder(), Name("ladders/~police"));
  v1::GetRungRequest request;
  request.set_name(Ref("rungs/~major"));
  v1::Rung read;
  ASSERT_THAT(Call(ladders_, &Stub::GetRung, request, &read), IsOk());
  EXPECT_THAT(read, EqualsProto(made));
  EXPECT_TRUE(read.command());
}

TEST_F(LaddersServiceTest, RungsAreListedFromTheLowestPositionInPages) {
  MakeRung("cadet", 0);
  for (const int page_size : {0, 1, 2}) {
    EXPECT_THAT(Rungs("", page_size),
                ElementsAre("cadet", "officer", "detective", "sergeant", "lieutenant", "captain"));
  }
  EXPECT_THAT(Rungs("ladder = organizations/asp/ladders/~police AND command = true"), ElementsAre("captain"));
  EXPECT_THAT(Rungs("ladder = " + Name("ladders/~police") + " AND external_id = officer"),
              ElementsAre("officer"));
  EXPECT_THAT(Rungs("ladder = organizations/asp/ladders/~none"), ElementsAre());
}

TEST_F(LaddersServiceTest, ABatchIsAllOrNothing) {
  v1::BatchCreateRungsRequest batch;
  batch.set_parent(kParent);
  *batch.add_requests() = NewRung("major", 5);
  *batch.add_requests() = NewRung("officer", 1);
  v1::BatchCreateRungsResponse reply;
  const auto status = CreateAll(batch, &reply);
  EXPECT_THAT(status, Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
  EXPECT_THAT(status, BlamesField("requests[1].rung.external_id"));
  EXPECT_THAT(Rungs("external_id = major"), ElementsAre());
}

TEST_F(LaddersServiceTest, ABatchImportedTwiceFindsItsRungs) {
  v1::BatchCreateRungsRequest batch;
  batch.set_parent(kParent);
  batch.set_allow_existing(true);
  *batch.add_requests() = NewRung("major", 5);
  *batch.add_requests() = NewRung("major", 5);
  *batch.add_requests() = NewRung("colonel", 6);
  v1::BatchCreateRungsResponse first, second;
  ASSERT_THAT(CreateAll(batch, &first), IsOk());
  EXPECT_EQ(first.created_count(), 2);
  EXPECT_EQ(first.existing_count(), 1);
  ASSERT_THAT(CreateAll(batch, &second), IsOk());
  EXPECT_EQ(second.created_count(), 0);
  EXPECT_EQ(second.existing_count(), 3);
  ASSERT_EQ(second.rungs_size(), 3);
  EXPECT_THAT(second.rungs(2), EqualsProto(first.rungs(2)));
}

TEST_F(LaddersServiceTest, APartialBatchKeepsTheGoodOnes) {
  v1::BatchCreateRungsRequest batch;
  batch.set_parent(kParent);
  batch.set_return_partial_success(true);
  *batch.add_requests() = NewRung("", -1);
  *batch.add_requests() = NewRung("major", 5);
  *batch.add_requests() = NewRung("officer", 9);
  v1::BatchCreateRungsResponse reply;
  ASSERT_THAT(CreateAll(batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 1);
  ASSERT_EQ(reply.failed_requests().size(), 2u);
  EXPECT_EQ(reply.failed_requests().at(0).code(), static_cast<int>(Code::kInvalidArgument));
  EXPECT_EQ(reply.failed_requests().at(2).code(), static_cast<int>(Code::kAlreadyExists));
}

TEST_F(LaddersServiceTest, AValidationKeepsNothing) {
  v1::BatchCreateRungsRequest batch;
  batch.set_parent(kParent);
  batch.set_validate_only(true);
  *batch.add_requests() = NewRung("major", 5);
  v1::BatchCreateRungsResponse reply;
  ASSERT_THAT(CreateAll(batch, &reply), IsOk());
  EXPECT_EQ(reply.created_count(), 1);
  EXPECT_THAT(Rungs("external_id = major"), ElementsAre());
}

TEST_F(LaddersServiceTest, ABatchGetKeepsTheOrderAndNamesWhatIsMissing) {
  v1::BatchGetRungsRequest request;
  request.set_parent(kParent);
  for (const char* rung : {"captain", "officer"}) request.add_names(Ref(std::string("rungs/~") + rung));
  v1::BatchGetRungsResponse reply;
  ASSERT_THAT(Call(ladders_, &Stub::BatchGetRungs, request, &reply), IsOk());
  ASSERT_EQ(reply.rungs_size(), 2);
  EXPECT_EQ(reply.rungs(0).external_id(), "captain");
  EXPECT_EQ(reply.rungs(1).external_id(), "officer");
  request.add_names(Ref("rungs/~none"));
  EXPECT_THAT(Call(ladders_, &Stub::BatchGetRungs, request, &reply),
              Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(LaddersServiceTest, AnotherOrganizationSeesNothing) {
  v1::GetRungRequest get;
  get.set_name("organizations/other/rungs/~officer");
  v1::Rung rung;
  EXPECT_THAT(Call(ladders_, &Stub::GetRung, get, &rung), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  v1::ListRungsRequest list;
  list.set_parent("organizations/other");
  v1::ListRungsResponse page;
  ASSERT_THAT(Call(ladders_, &Stub::ListRungs, list, &page), IsOk());
  EXPECT_EQ(page.rungs_size(), 0);
}

}  // namespace
}  // namespace waymark::progression
