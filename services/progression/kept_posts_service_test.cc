// What the administrator of a unit can make of posts. The station is below north; south is
// beside it.
#include "services/common/rpc/names.h"
#include "services/progression/fixture.h"

namespace waymark::progression {
namespace {

using testing::EqualsProto;
using testing::Fails;
using testing::IsOk;
using Stub = v1::PostsService::Stub;

class KeptPostsServiceTest : public ProgressionFixture {
 protected:
  KeptPostsServiceTest() {
    service_.PlaceUnit(IdOf("north"));
    Know("units", "station");
    service_.PlaceUnit(IdOf("station"), IdOf("north"));
    service_.PlaceUnit(IdOf("south"));
    chief_ = MakePost(NewPost("chief", "north"));
    foreign_ = MakePost(NewPost("foreign", "south"));
    nobodys_ = MakePost(NewPost("nobodys"));
    service_.As(testing::CallerInUnit(identity::v1::ROLE_ADMINISTRATOR, "asp", IdOf("north")));
  }

  std::string IdOf(const std::string& unit) const {
    return std::string(rpc::LastPart(Name("units/~" + unit)));
  }
  grpc::Status Create(const v1::CreatePostRequest& request) {
    v1::Post reply;
    return Call(posts_, &Stub::CreatePost, request, &reply);
  }
  grpc::Status Update(const v1::Post& post, const std::string& path) {
    v1::UpdatePostRequest request;
    *request.mutable_post() = post;
    request.mutable_update_mask()->add_paths(path);
    v1::Post reply;
    return Call(posts_, &Stub::UpdatePost, request, &reply);
  }
  grpc::Status MoveTo(const std::string& unit, v1::Post post) {
    post.set_unit(unit.empty() ? "" : Ref("units/~" + unit));
    return Update(post, "unit");
  }

  v1::Post chief_, foreign_, nobodys_;
};

TEST_F(KeptPostsServiceTest, ThoseOfTheUnitAndBelowAreMade) {
  Know("units", "new");
  EXPECT_THAT(Create(NewPost("1", "north")), IsOk());
  EXPECT_THAT(Create(NewPost("2", "station")), IsOk());
  EXPECT_THAT(Create(NewPost("3", "new")), IsOk()) << "the copy of units does not have it yet";
  EXPECT_THAT(Create(NewPost("4", "south")), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  EXPECT_THAT(Create(NewPost("5")), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
}

TEST_F(KeptPostsServiceTest, TheOwnAreChangedAndMovedWithin) {
  chief_.set_title("Chief of the north");
  EXPECT_THAT(Update(chief_, "title"), IsOk());
  chief_.clear_etag();
  EXPECT_THAT(MoveTo("south", chief_), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  EXPECT_THAT(MoveTo("", chief_), Fails(Code::kPermissionDenied, "OUTSIDE_REACH"));
  EXPECT_THAT(MoveTo("station", chief_), IsOk());
}

TEST_F(KeptPostsServiceTest, OthersAreAsIfTheyWereNot) {
  for (v1::Post other : {foreign_, nobodys_}) {
    EXPECT_THAT(MoveTo("north", other), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
    other.set_title("Ours");
    EXPECT_THAT(Update(other, "title"), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  }
  v1::GetPostRequest get;
  get.set_name(foreign_.name());
  v1::Post read;
  ASSERT_THAT(Call(posts_, &Stub::GetPost, get, &read), IsOk());
  EXPECT_THAT(read, EqualsProto(foreign_));
}

TEST_F(KeptPostsServiceTest, LaddersAreOfWhoKeepsTheOrganization) {
  v1::CreateLadderRequest ladder;
  ladder.set_parent(kParent);
  ladder.mutable_ladder()->set_title("Grades");
  v1::Ladder made;
  EXPECT_THAT(Call(ladders_, &v1::LaddersService::Stub::CreateLadder, ladder, &made),
              Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
  v1::Rung rung;
  EXPECT_THAT(Call(ladders_, &v1::LaddersService::Stub::CreateRung, NewRung("major", 5), &rung),
              Fails(Code::kPermissionDenied, "PERMISSION_DENIED"));
}

}  // namespace
}  // namespace waymark::progression
