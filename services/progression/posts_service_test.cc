#include "services/progression/fixture.h"

namespace waymark::progression {
namespace {

using testing::BlamesField;
using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using testing::IsOk;
using Stub = v1::PostsService::Stub;

class PostsServiceTest : public ProgressionFixture {
 protected:
  grpc::Status Create(const v1::CreatePostRequest& request, v1::Post* reply) {
    return Call(posts_, &Stub::CreatePost, request, reply);
  }
  grpc::Status Get(const std::string& name, v1::Post* reply) {
    v1::GetPostRequest request;
    request.set_name(name);
    return Call(posts_, &Stub::GetPost, request, reply);
  }
  grpc::Status Update(const v1::UpdatePostRequest& request, v1::Post* reply) {
    return Call(posts_, &Stub::UpdatePost, request, reply);
  }
  std::vector<std::string> Posts(const std::string& filter, int page_size = 0) {
    v1::ListPostsRequest request;
    request.set_parent(kParent);
    request.set_filter(filter);
    request.set_page_size(page_size);
    std::vector<std::string> out;
    v1::ListPostsResponse page;
    do {
      EXPECT_THAT(Call(posts_, &Stub::ListPosts, request, &page), IsOk());
      for (const auto& post : page.posts()) out.push_back(post.external_id());
      request.set_page_token(page.next_page_token());
    } while (!page.next_page_token().empty());
    return out;
  }
  void MakeTitled(const std::string& external_id, const std::string& title, const std::string& unit = "") {
    auto request = NewPost(external_id, unit);
    request.mutable_post()->set_title(title);
    MakePost(request);
  }
};

TEST_F(PostsServiceTest, APostIsReadBackWithItsReferencesAsUuids) {
  auto request = NewPost("chief", "north", true);
  request.mutable_post()->set_rung(Ref("rungs/~captain"));
  const auto made = MakePost(request);
  EXPECT_EQ(made.unit(), Name("units/~north"));
  EXPECT_EQ(made.rung(), Name("rungs/~captain"));
  v1::Post read;
  ASSERT_THAT(Get(Ref("posts/~chief"), &read), IsOk());
  EXPECT_THAT(read, EqualsProto(made));
  EXPECT_EQ(service_.outbox().back().type(), "post.changed");
}

TEST_F(PostsServiceTest, UnknownAndClosedReferencesAreRefused) {
  v1::Post reply;
  auto status = Create(NewPost("chief", "nowhere"), &reply);
  EXPECT_THAT(status, Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(status, BlamesField("post.unit"));

  auto request = NewPost("chief");
  request.mutable_post()->set_rung(Ref("rungs/~none"));
  status = Create(request, &reply);
  EXPECT_THAT(status, Fails(Code::kNotFound, "REFERENCE_NOT_FOUND"));
  EXPECT_THAT(status, BlamesField("post.rung"));

  service_.directory().Close(Name("units/~south").substr(std::string("organizations/asp/units/").size()));
  status = Create(NewPost("chief", "south"), &reply);
  EXPECT_THAT(status, Fails(Code::kFailedPrecondition, "UNIT_CLOSED"));
  EXPECT_THAT(status, BlamesField("post.unit"));
}

TEST_F(PostsServiceTest, WithoutTheDirectoryOnlyPostsOfUnitsHaveToWait) {
  service_.directory().down = true;
  v1::Post reply;
  EXPECT_THAT(Create(NewPost("chief", "north"), &reply), Fails(Code::kUnavailable, "DEPENDENCY_UNAVAILABLE"));
  EXPECT_THAT(Create(NewPost("desk"), &reply), IsOk());
}

TEST_F(PostsServiceTest, AnUpdateChangesWhatTheMaskNames) {
  const auto made = MakePost(NewPost("chief", "north"));
  v1::UpdatePostRequest request;
  *request.mutable_post() = made;
  request.mutable_post()->set_title("Chief of Commissariat");
  request.mutable_post()->set_unit(Ref("units/~south"));
  request.mutable_post()->set_command(true);
  request.mutable_update_mask()->add_paths("unit");
  request.mutable_update_mask()->add_paths("command");
  v1::Post updated, read;
  ASSERT_THAT(Update(request, &updated), IsOk());
  EXPECT_EQ(updated.title(), "Post chief");
  EXPECT_EQ(updated.unit(), Name("units/~south"));
  EXPECT_TRUE(updated.command());
  EXPECT_EQ(service_.outbox().back().aggregate_version(), 2);
  ASSERT_THAT(Get(made.name(), &read), IsOk());
  EXPECT_THAT(read, EqualsProto(updated));
  EXPECT_THAT(Update(request, &updated), Fails(Code::kAborted, "ETAG_MISMATCH"));
}

TEST_F(PostsServiceTest, TheExternalIdCannotBeChanged) {
  v1::UpdatePostRequest request;
  request.mutable_post()->set_name(MakePost(NewPost("chief")).name());
  request.mutable_post()->set_external_id("boss");
  request.mutable_update_mask()->add_paths("external_id");
  v1::Post reply;
  EXPECT_THAT(Update(request, &reply), BlamesField("update_mask"));
}

TEST_F(PostsServiceTest, PostsAreFiltered) {
  MakePost(NewPost("a", "north", true));
  MakePost(NewPost("b", "south", true));
  auto request = NewPost("c", "north");
  request.mutable_post()->set_rung(Ref("rungs/~captain"));
  MakePost(request);
  EXPECT_THAT(Posts(""), ElementsAre("a", "b", "c"));
  EXPECT_THAT(Posts("unit = organizations/asp/units/~north"), ElementsAre("a", "c"));
  EXPECT_THAT(Posts("unit = organizations/asp/units/~north AND command = true"), ElementsAre("a"));
  EXPECT_THAT(Posts("rung = organizations/asp/rungs/~captain"), ElementsAre("c"));
  EXPECT_THAT(Posts("unit = organizations/asp/units/~nowhere"), ElementsAre());
}

TEST_F(PostsServiceTest, PostsAreFoundByTheBeginningOfTheirTitleInAnyCase) {
  MakeTitled("b", "Shef i rendit", "north");
  MakeTitled("c", "Çështjet e trafikut");
  MakeTitled("a", "SHEF i krimeve", "south");
  MakeTitled("d", "Zv. shef");
  EXPECT_THAT(Posts("title = \"shef*\""), ElementsAre("a", "b"));
  EXPECT_THAT(Posts("title = \"shef*\"", 1), ElementsAre("a", "b"));
  EXPECT_THAT(Posts("title = \"çËSHT*\""), ElementsAre("c"));
  EXPECT_THAT(Posts("title = \"shef i RENDIT\""), ElementsAre("b"));
  EXPECT_THAT(Posts("title = \"shef\""), ElementsAre());
  EXPECT_THAT(Posts("title = \"sh*\" AND unit = organizations/asp/units/~south"), ElementsAre("a"));
}

TEST_F(PostsServiceTest, ABatchImportedTwiceFindsItsPosts) {
  v1::BatchCreatePostsRequest batch;
  batch.set_parent(kParent);
  batch.set_allow_existing(true);
  *batch.add_requests() = NewPost("a", "north");
  *batch.add_requests() = NewPost("b");
  v1::BatchCreatePostsResponse first, second;
  ASSERT_THAT(Call(posts_, &Stub::BatchCreatePosts, batch, &first), IsOk());
  EXPECT_EQ(first.created_count(), 2);
  ASSERT_THAT(Call(posts_, &Stub::BatchCreatePosts, batch, &second), IsOk());
  EXPECT_EQ(second.existing_count(), 2);
  EXPECT_THAT(second.posts(1), EqualsProto(first.posts(1)));
  batch.mutable_requests(1)->mutable_post()->set_title("Other content");
  EXPECT_THAT(Call(posts_, &Stub::BatchCreatePosts, batch, &second),
              Fails(Code::kAlreadyExists, "RESOURCE_EXISTS"));
}

}  // namespace
}  // namespace waymark::progression
