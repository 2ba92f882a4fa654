#include <thread>

#include "services/access/fixture.h"
#include "services/common/status/grpc_status.h"

namespace waymark::access {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::ElementsAre;
using testing::EqualsProto;
using testing::Fails;
using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::Not;
using Stub = v1::SessionsService::Stub;

class SessionsServiceTest : public AccessFixture {
 protected:
  grpc::Status List(v1::ListSessionsResponse* reply, const std::string& parent = "accounts/me",
                    const std::string& page_token = "", int page_size = 0) {
    v1::ListSessionsRequest request;
    request.set_parent(parent);
    request.set_page_token(page_token);
    request.set_page_size(page_size);
    return Call(sessions_, &Stub::ListSessions, request, reply);
  }
  size_t Count() {
    v1::ListSessionsResponse reply;
    EXPECT_THAT(List(&reply), IsOk());
    return static_cast<size_t>(reply.sessions_size());
  }
  grpc::Status Delete(const std::string& name, v1::Session* reply) {
    v1::DeleteSessionRequest request;
    request.set_name(name);
    return Call(sessions_, &Stub::DeleteSession, request, reply);
  }
  grpc::Status Guess(const std::string& user_name = "ana") {
    return SignIn(user_name, "wrong horse battery");
  }
};

TEST_F(SessionsServiceTest, ASignInBeginsASessionWhoseSecretIsInTheHeaderAlone) {
  const auto ana = MakeActive("ana");
  NewEvents();
  v1::Session session;
  ASSERT_THAT(SignIn("ANA", kPassword, "", &session), IsOk());
  const std::string secret = headers_["set-session"];
  EXPECT_EQ(secret.size(), 43u);
  EXPECT_THAT(session.DebugString(), Not(HasSubstr(secret)));
  EXPECT_THAT(session.name(), HasSubstr(ana.name() + "/sessions/"));
  EXPECT_EQ(session.address(), "192.0.2.1");
  EXPECT_EQ(session.user_agent(), "a test");
  EXPECT_TRUE(session.current());
  EXPECT_EQ(session.expire_time().seconds() - session.create_time().seconds(), 12 * 3600);
  EXPECT_THAT(NewEvents(), ElementsAre("session.started sessions 1"));
  EXPECT_EQ(service_.outbox().back().subject(), "sessions/" + IdOf(session.name()));
}

TEST_F(SessionsServiceTest, WhereNothingElseIsConfiguredAPasswordIsAllThatIsOffered) {
  EXPECT_THAT(SignInOptions(), EqualsProto(v1::SignInOptions()));
}

TEST_F(SessionsServiceTest, EachSignInBeginsANewOne) {
  const auto ana = MakeActive("ana");
  const auto first = MustSignIn("ana");
  const std::string first_secret = secret_;
  const auto second = MustSignIn("ana");
  EXPECT_NE(first.name(), second.name());
  EXPECT_NE(first_secret, secret_);
  As(ana, IdOf(second.name()));
  EXPECT_EQ(Count(), 2u);
}

TEST_F(SessionsServiceTest, OfMoreThanTwentyTheLongestUnusedEnds) {
  const auto ana = MakeActive("ana");
  std::vector<v1::Session> sessions;
  for (int i = 0; i < 20; ++i) {
    sessions.push_back(MustSignIn("ana"));
    service_.clock().Advance(std::chrono::seconds(1));
  }
  As(ana, IdOf(sessions[19].name()));
  EXPECT_EQ(Count(), 20u);
  NewEvents();
  const auto last = MustSignIn("ana");
  EXPECT_THAT(NewEvents(), ElementsAre("session.ended sessions 2", "session.started sessions 1"));
  As(ana, IdOf(last.name()));
  EXPECT_EQ(Count(), 20u);
  v1::Session reply;
  EXPECT_THAT(Delete(sessions[0].name(), &reply), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  EXPECT_THAT(Delete(sessions[1].name(), &reply), IsOk());
}

TEST_F(SessionsServiceTest, AllThatIsWrongIsAnsweredAlike) {
  MakeAccount("invited");
  const auto disabled = MakeActive("disabled");
  MakeActive("ana");
  ASSERT_THAT(Disable(disabled), IsOk());
  const auto expected = Guess();
  EXPECT_THAT(expected, Fails(Code::kUnauthenticated, "SIGN_IN_REFUSED"));
  for (const auto& [user_name, password] :
       {std::pair("nobody", kPassword), {"invited", kPassword}, {"disabled", kPassword}, {"ana", "x"}}) {
    const auto status = SignIn(user_name, password);
    EXPECT_EQ(status.error_code(), expected.error_code()) << user_name;
    EXPECT_EQ(status.error_message(), expected.error_message()) << user_name;
    EXPECT_FALSE(headers_.contains("set-session"));
  }
}

TEST_F(SessionsServiceTest, AnUnknownUserNameTakesAsLong) {
  MakeActive("ana");
  const auto time = [&](const std::string& user_name) {
    const auto begin = std::chrono::steady_clock::now();
    Guess(user_name);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  // The quickest of three each: other work may delay one.
  double known = 9, unknown = 9;
  for (int i = 0; i < 3; ++i) {
    known = std::min(known, time("ana"));
    unknown = std::min(unknown, time("nobody" + std::to_string(i)));
  }
  EXPECT_LT(known, unknown * 3);
  EXPECT_LT(unknown, known * 3);
}

TEST_F(SessionsServiceTest, WhoGuessesTooOftenWaitsLongerAndLonger) {
  MakeActive("ana");
  for (int i = 0; i < 5; ++i) EXPECT_THAT(Guess(), Fails(Code::kUnauthenticated, "SIGN_IN_REFUSED"));
  const auto refused = SignIn("ana", kPassword);
  EXPECT_THAT(refused, Fails(Code::kResourceExhausted, "TOO_MANY_FAILURES"));
  EXPECT_EQ(FromGrpc(refused).metadata().at("retryAfterSeconds"), "60")
      << "what the gateway says by Retry-After";
  service_.clock().Advance(seconds(59));
  EXPECT_THAT(SignIn("ANA", kPassword), Fails(Code::kResourceExhausted, "TOO_MANY_FAILURES"))
      << "in any case";
  service_.clock().Advance(seconds(1));
  EXPECT_THAT(Guess(), Fails(Code::kUnauthenticated, "SIGN_IN_REFUSED"));
  service_.clock().Advance(seconds(119));
  EXPECT_THAT(SignIn("ana", kPassword), Fails(Code::kResourceExhausted, "TOO_MANY_FAILURES"));
  service_.clock().Advance(seconds(1));
  EXPECT_THAT(SignIn("ana", kPassword), IsOk());
  for (int i = 0; i < 4; ++i) EXPECT_THAT(Guess(), Fails(Code::kUnauthenticated, "SIGN_IN_REFUSED"));
  EXPECT_THAT(SignIn("ana", kPassword), IsOk()) << "success began the count anew";
}

TEST_F(SessionsServiceTest, NobodyIsLockedOutFromElsewhere) {
  MakeActive("ana");
  address_ = "198.51.100.66";
  for (int i = 0; i < 6; ++i) Guess();
  EXPECT_THAT(SignIn("ana", kPassword), Fails(Code::kResourceExhausted, "TOO_MANY_FAILURES"));
  address_ = "192.0.2.1";
  EXPECT_THAT(SignIn("ana", kPassword), IsOk());
}

TEST_F(SessionsServiceTest, FailuresAreForgottenAfterADay) {
  MakeActive("ana");
  for (int i = 0; i < 4; ++i) Guess();
  service_.clock().Advance(hours(24));
  for (int i = 0; i < 4; ++i) EXPECT_THAT(Guess(), Fails(Code::kUnauthenticated, "SIGN_IN_REFUSED"));
  EXPECT_THAT(SignIn("ana", kPassword), IsOk());
  db::Connection admin(service_.database().admin());
  service_.clock().Advance(hours(25));
  Guess("bora");
  EXPECT_EQ(admin.Execute("SELECT count(*) AS n FROM sign_in_failure")[0].Int("n"), 2)
      << "of the address and of bora";
}

TEST_F(SessionsServiceTest, AnAddressThatTriesManyNamesIsShutForTheHour) {
  MakeActive("ana");
  // Fifty real guesses would take long: they are counted by hand.
  Guess("bora");
  db::Connection admin(service_.database().admin());
  admin.Execute("UPDATE sign_in_failure SET failures = 49 WHERE user_name_digest = ''");
  EXPECT_THAT(Guess("cen"), Fails(Code::kUnauthenticated, "SIGN_IN_REFUSED"));
  EXPECT_THAT(SignIn("ana", kPassword), Fails(Code::kResourceExhausted, "TOO_MANY_FAILURES"));
  address_ = "192.0.2.2";
  EXPECT_THAT(SignIn("ana", kPassword), IsOk());
  address_ = "192.0.2.1";
  service_.clock().Advance(hours(1));
  EXPECT_THAT(SignIn("ana", kPassword), IsOk());
}

TEST_F(SessionsServiceTest, AFloodOfSignInsIsAnsweredOneWayOrTheOther) {
  MakeActive("ana");
  AsNobody();
  v1::CreateSessionRequest request;
  request.set_user_name("ana");
  request.set_password(kPassword);
  std::atomic<int> good = 0, busy = 0, other = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 24; ++i) {
    threads.emplace_back([&] {
      grpc::ClientContext context;
      v1::Session reply;
      const auto status = sessions_->CreateSession(&context, request, &reply);
      ++(status.ok() ? good : status.error_code() == grpc::RESOURCE_EXHAUSTED ? busy : other);
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(other, 0);
  EXPECT_GE(good, 2);
  EXPECT_EQ(good + busy, 24);
  EXPECT_THAT(SignIn("ana", kPassword), IsOk());
}

TEST_F(SessionsServiceTest, TheOwnSessionsAreListedInPages) {
  const auto ana = MakeActive("ana");
  MakeActive("bora");
  MustSignIn("bora");
  for (int i = 0; i < 3; ++i) MustSignIn("ana");
  const auto current = AsSignedIn(ana);
  v1::ListSessionsResponse page;
  ASSERT_THAT(List(&page, ana.name(), "", 3), IsOk());
  ASSERT_EQ(page.sessions_size(), 3);
  EXPECT_FALSE(page.sessions(0).current());
  ASSERT_THAT(List(&page, ana.name(), page.next_page_token(), 3), IsOk());
  ASSERT_EQ(page.sessions_size(), 1);
  EXPECT_THAT(page.sessions(0), EqualsProto(current));
  EXPECT_EQ(page.next_page_token(), "");
  EXPECT_THAT(List(&page, "accounts/~bora"), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
}

TEST_F(SessionsServiceTest, SessionsThatLapsedAreNotListed) {
  const auto ana = MakeActive("ana");
  MustSignIn("ana");
  service_.clock().Advance(minutes(29));
  AsSignedIn(ana);
  EXPECT_EQ(Count(), 2u);
  service_.clock().Advance(minutes(1));
  EXPECT_EQ(Count(), 1u);
}

TEST_F(SessionsServiceTest, ToEndTheCurrentSessionSignsOut) {
  const auto ana = MakeActive("ana");
  const auto session = AsSignedIn(ana);
  NewEvents();
  v1::Session ended;
  ASSERT_THAT(Delete("accounts/me/sessions/current", &ended), IsOk());
  EXPECT_THAT(ended, EqualsProto(session));
  EXPECT_EQ(headers_["end-session"], "true");
  EXPECT_THAT(NewEvents(), ElementsAre("session.ended sessions 2"));
  EXPECT_THAT(Delete("accounts/me/sessions/current", &ended), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND"));
  id1::Identity identity;
  EXPECT_THAT(IdentifySession(secret_, &identity), Fails(Code::kUnauthenticated, "CREDENTIAL_INVALID"));
}

TEST_F(SessionsServiceTest, AnotherSessionIsEndedByItsName) {
  const auto ana = MakeActive("ana"), bora = MakeActive("bora");
  const auto of_bora = MustSignIn("bora"), first = MustSignIn("ana");
  const int64_t changes = ChangesSoFar();
  AsSignedIn(ana);
  v1::Session ended;
  ASSERT_THAT(Delete(first.name(), &ended), IsOk());
  EXPECT_FALSE(headers_.contains("end-session"));
  for (const auto& name : {of_bora.name(), "accounts/me/sessions/" + IdOf(of_bora.name()), first.name()})
    EXPECT_THAT(Delete(name, &ended), Fails(Code::kNotFound, "RESOURCE_NOT_FOUND")) << name;
  EXPECT_EQ(Count(), 1u);
  EXPECT_EQ(ChangesSoFar(), changes + 1);
}

TEST_F(SessionsServiceTest, ATokenHasNoSayInThem) {
  const auto ana = MakeActive("ana");
  const auto session = AsSignedIn(ana);
  v1::ApiToken token;
  ASSERT_THAT(MakeToken({}, &token), IsOk());
  As(ana, token);
  v1::ListSessionsResponse page;
  EXPECT_THAT(List(&page), Fails(Code::kPermissionDenied, "SESSION_NEEDED"));
  v1::Session ended;
  for (const auto& name : {session.name(), std::string("accounts/me/sessions/current")})
    EXPECT_THAT(Delete(name, &ended), Fails(Code::kPermissionDenied, "SESSION_NEEDED"));
}

TEST_F(SessionsServiceTest, AskingTwiceEndsOneAndKeepsNoAddress) {
  const auto ana = MakeActive("ana");
  v1::DeleteSessionRequest request;
  request.set_name(MustSignIn("ana").name());
  request.set_request_id("r1");
  AsSignedIn(ana);
  v1::Session first, again;
  ASSERT_THAT(Call(sessions_, &Stub::DeleteSession, request, &first), IsOk());
  EXPECT_EQ(first.address(), "192.0.2.1");
  ASSERT_THAT(Call(sessions_, &Stub::DeleteSession, request, &again), IsOk());
  EXPECT_THAT(again, EqualsProto(first));
  db::Connection admin(service_.database().admin());
  const auto rows = admin.Execute("SELECT encode(response, 'escape') AS response FROM request");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_THAT(rows[0].Text("response"), Not(HasSubstr("192.0.2.1")));
  EXPECT_THAT(rows[0].Text("response"), HasSubstr(IdOf(first.name())));
}

TEST_F(SessionsServiceTest, SessionsOfLongAgoAreForgottenWithTheirAddresses) {
  MakeActive("ana");
  MustSignIn("ana");
  service_.clock().Advance(hours(24 * 31));
  MustSignIn("ana");
  db::Connection admin(service_.database().admin());
  EXPECT_EQ(admin.Execute("SELECT count(*) AS n FROM session")[0].Int("n"), 1);
}

}  // namespace
}  // namespace waymark::access
