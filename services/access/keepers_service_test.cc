#include "services/access/fixture.h"

// What who keeps accounts does to let somebody in anew.
namespace waymark::access {
namespace {

using testing::BlamesField;
using testing::Fails;
using ::testing::HasSubstr;
using testing::IsOk;
using ::testing::Not;
using Stub = v1::AccountsService::Stub;

class KeepersServiceTest : public AccessFixture {
 protected:
  // An administrator of all organizations who has signed in.
  v1::Account AsKeeper(const std::string& user_name) {
    const auto account = MakeActive(user_name);
    auto context = testing::AnyRole();
    context.set_account_id(IdOf(account.name()));
    context.set_session_id(IdOf(MustSignIn(user_name).name()));
    service_.As(context);
    return account;
  }
  // The same, by a token.
  void AsKeepersToken(const v1::Account& account) {
    auto context = testing::AnyRole();
    context.set_account_id(IdOf(account.name()));
    context.set_token_id(NewUuid());
    service_.As(context);
  }
  grpc::Status MakeLinkTo(const std::string& name, const std::string& password = "",
                          v1::AccountLink* reply = nullptr) {
    v1::CreateAccountLinkRequest request;
    request.set_name(name);
    request.set_current_password(password);
    v1::AccountLink ignored;
    return Call(accounts_, &Stub::CreateAccountLink, request, reply ? reply : &ignored);
  }
  grpc::Status Reset(const std::string& name, const std::string& password = "",
                     const std::string& request_id = "") {
    v1::ResetTotpRequest request;
    request.set_name(name);
    request.set_current_password(password);
    request.set_request_id(request_id);
    v1::Account reply;
    return Call(accounts_, &Stub::ResetTotp, request, &reply);
  }
  static v1::UpdateAccountRequest Moving(const std::string& name, const std::string& email,
                                         const std::string& password = "") {
    v1::UpdateAccountRequest request;
    request.mutable_account()->set_name(name);
    request.mutable_account()->set_email(email);
    request.mutable_account()->set_current_password(password);
    return request;
  }
  grpc::Status Update(const v1::UpdateAccountRequest& request) {
    return Call(accounts_, &Stub::UpdateAccount, request, &updated_);
  }

  v1::Account updated_;
};

TEST_F(KeepersServiceTest, ASessionAloneLetsNobodyInAnew) {
  const auto bora = MakeActive("bora"), ana = AsKeeper("ana");
  for (const std::string& name : {std::string("accounts/me"), ana.name(), bora.name()}) {
    for (const auto& refused : {MakeLinkTo(name), Reset(name)}) {
      EXPECT_THAT(refused, Fails(Code::kInvalidArgument, "PASSWORD_MISSING"));
      EXPECT_THAT(refused, BlamesField("current_password"));
    }
    EXPECT_THAT(MakeLinkTo(name, kPassword), IsOk());
    EXPECT_THAT(Reset(name, kPassword), IsOk());
  }
}

TEST_F(KeepersServiceTest, ASessionAloneSaysOfNobodyHowTheyComeIn) {
  const auto bora = MakeActive("bora"), ana = AsKeeper("ana");
  for (const std::string& name : {std::string("accounts/me"), bora.name()}) {
    v1::UpdateAccountRequest as_another;
    as_another.mutable_account()->set_name(name);
    as_another.mutable_account()->set_oidc_subject("eve");
    for (const auto& refused : {Update(Moving(name, "eve@x.example")), Update(as_another)}) {
      EXPECT_THAT(refused, Fails(Code::kInvalidArgument, "PASSWORD_MISSING"));
      EXPECT_THAT(refused, BlamesField("account.current_password"));
    }
    EXPECT_THAT(Update(Moving(name, "eve@x.example", "wrong horse battery")),
                Fails(Code::kUnauthenticated, "PASSWORD_WRONG"));
    EXPECT_THAT(Update(Moving(name, "new@police.example", kPassword)), IsOk());
    EXPECT_EQ(updated_.email(), "new@police.example");
  }
  auto taking_it_away = Moving(bora.name(), "");
  taking_it_away.mutable_update_mask()->add_paths("email");
  EXPECT_THAT(Update(taking_it_away), Fails(Code::kInvalidArgument, "PASSWORD_MISSING"));
  EXPECT_EQ(GetAccount(bora).email(), "new@police.example");
}

TEST_F(KeepersServiceTest, WhatLetsNobodyInIsChangedWithoutThePassword) {
  const auto bora = MakeActive("bora");
  const auto ana = AsKeeper("ana");
  ASSERT_THAT(Update(Moving(bora.name(), "bora@police.example", kPassword)), IsOk());
  auto renaming = Moving(bora.name(), "bora@police.example");
  renaming.mutable_account()->set_display_name("Bora K.");
  EXPECT_THAT(Update(renaming), IsOk()) << "the address is what it was";
  AsKeepersToken(ana);
  EXPECT_THAT(Update(Moving(bora.name(), "b@police.example")), IsOk()) << "programs keep accounts, too";
}

TEST_F(KeepersServiceTest, GuessingTheirPasswordIsNoEasierThanAtTheSignIn) {
  const auto bora = MakeActive("bora");
  AsKeeper("ana");
  for (int i = 0; i < 4; ++i)
    EXPECT_THAT(MakeLinkTo(bora.name(), "wrong horse battery"),
                Fails(Code::kUnauthenticated, "PASSWORD_WRONG"));
  EXPECT_THAT(Reset(bora.name(), "wrong horse battery"), Fails(Code::kUnauthenticated, "PASSWORD_WRONG"));
  EXPECT_THAT(MakeLinkTo(bora.name(), kPassword), Fails(Code::kResourceExhausted, "TOO_MANY_FAILURES"));
  EXPECT_THAT(Reset(bora.name(), kPassword), Fails(Code::kResourceExhausted, "TOO_MANY_FAILURES"));
}

// Not even a digest, which would be tried quickly: that is in request_test.
TEST_F(KeepersServiceTest, NothingIsKeptOfThePassword) {
  const auto bora = MakeActive("bora");
  AsKeeper("ana");
  ASSERT_THAT(Reset(bora.name(), kPassword, "r1"), IsOk());
  EXPECT_THAT(Reset(bora.name(), kPassword, "r1"), IsOk());
  EXPECT_EQ(headers_["idempotent-replayed"], "true");
  EXPECT_THAT(Dump("change"), Not(HasSubstr(Hex(kPassword))));
}

// What is answered is what the audit log describes.
TEST_F(KeepersServiceTest, ThePasswordIsNothingOfTheAccount) {
  auto made = NewAccount("bora");
  made.mutable_account()->set_current_password(kPassword);
  AsAdministrator();
  ASSERT_THAT(Call(accounts_, &Stub::CreateAccount, made, &updated_), IsOk());
  EXPECT_EQ(updated_.current_password(), "");
  AsKeeper("ana");
  auto moving = Moving(updated_.name(), "bora@police.example", kPassword);
  moving.set_request_id("r1");
  for (const char* path : {"email", "current_password"}) moving.mutable_update_mask()->add_paths(path);
  for (const char* replayed : {"", "true"}) {
    ASSERT_THAT(Update(moving), IsOk());
    EXPECT_EQ(headers_["idempotent-replayed"], replayed);
    EXPECT_EQ(updated_.current_password(), "");
  }
}

TEST_F(KeepersServiceTest, ATokenLetsOthersInAndNotItsOwnAccount) {
  const auto ana = MakeActive("ana"), bora = MakeActive("bora");
  AsKeepersToken(ana);
  for (const char* name : {"accounts/me", "accounts/~ana"}) {
    EXPECT_THAT(MakeLinkTo(name), Fails(Code::kPermissionDenied, "SESSION_NEEDED"));
    EXPECT_THAT(Reset(name), Fails(Code::kPermissionDenied, "SESSION_NEEDED"));
  }
  EXPECT_THAT(MakeLinkTo(bora.name()), IsOk());
  EXPECT_THAT(Reset(bora.name()), IsOk());
}

// The first administrator begins by a token.
TEST_F(KeepersServiceTest, ATokenLetsItsOwnAccountInWhereNobodyHasSignedInYet) {
  const auto ana = MakeAccount("ana");
  AsKeepersToken(ana);
  v1::AccountLink link;
  ASSERT_THAT(MakeLinkTo("accounts/me", "", &link), IsOk());
  v1::Account reply;
  ASSERT_THAT(Redeem(link.secret(), kPassword, &reply), IsOk());
  AsKeepersToken(ana);
  EXPECT_THAT(MakeLinkTo("accounts/me"), Fails(Code::kPermissionDenied, "SESSION_NEEDED"));
}

}  // namespace
}  // namespace waymark::access
