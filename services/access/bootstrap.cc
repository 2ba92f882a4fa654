#include "services/access/bootstrap.h"

#include <filesystem>
#include <optional>
#include <vector>

#include "services/access/account_passwords.h"
#include "services/access/accounts.h"
#include "services/access/api_tokens.h"
#include "services/access/sql.h"
#include "services/access/times.h"
#include "services/access/token_text.h"
#include "services/common/base/config.h"
#include "services/common/base/log.h"
#include "services/common/base/secret_file.h"
#include "services/common/base/trace_context.h"
#include "services/common/db/transaction.h"
#include "services/common/events/sql.h"

namespace waymark::access {
namespace {

using namespace waymark::identity::v1;  // NOLINT: the roles

constexpr char kUserName[] = "administrator";
constexpr char kDisplayName[] = "Administrator";
constexpr char kTokenName[] = "deploy/up";
constexpr Role kRoles[] = {ROLE_ADMINISTRATOR, ROLE_REGISTRAR, ROLE_COMMANDER, ROLE_EVALUATOR, ROLE_AUDITOR};

// One run of the command.
class Making {
 public:
  Making(const BootstrapSettings& settings, const Clock& clock)
      : settings_(settings),
        clock_(clock),
        origin_(OriginOf(clock.Now())),
        changes_(origin_, "access", clock),
        connection_(settings.database),
        tx_(connection_, {"*"}) {}

  void Run() {
    // One at a time, and none while somebody's administration ends.
    tx_.Run(sql::kLockAdministrators, {});
    const auto found = tx_.One(sql::kFindAdministration, Now().Set("user_name", kUserName), "");
    std::string account_id = found.Text("account_id");
    const bool has_no_password = account_id.empty() || found.Int("state") == v1::ACCOUNT_STATE_INVITED;
    if (!has_no_password) ForgetLink();
    if (!found.Bool("administrated")) {
      if (account_id.empty()) account_id = MakeAccount();
      MakeGrants(account_id);
    } else if (account_id.empty() || found.Int("state") == v1::ACCOUNT_STATE_DISABLED) {
      return;  // others administrate, and this account is not wanted
    }
    if (!TokenHolds(account_id)) MakeToken(account_id);
    if (has_no_password && !LinkHolds(account_id)) MakeLink(account_id);
    if (changes_.empty()) return;
    db::Params params;
    changes_.Bind(params, v1::Account());
    tx_.Run(events::sql::kRecord, params);
    tx_.Commit();
    Log(LogLevel::kInfo, "the administrator was made, or got a token or a link", {{"account", account_id}});
  }

 private:
  static events::Origin OriginOf(TimePoint now) {
    return {.organization_id = "*",
            .actor = "waymark-access bootstrap",
            .purpose = "",
            .method = "waymark-access bootstrap",
            .request_id = "",
            .request_digest = "00000000-0000-0000-0000-000000000000",
            .traceparent = NewTrace(),
            .time = now};
  }

  db::Params Now() const { return db::Params().Set("now", origin_.time); }

  std::string MakeAccount() {
    const std::string id = NewUuid(clock_);
    tx_.One(sql::kCreateAccount,
            Now()
                .Set("account_id", id)
                .Set("user_name", kUserName)
                .Set("display_name", kDisplayName)
                .Set("email", std::nullopt)
                .Set("language", std::nullopt)
                .Set("seal_key", std::nullopt)
                .Set("state", static_cast<int>(v1::ACCOUNT_STATE_INVITED)),
            "");
    AddChange(changes_, "account.changed", "accounts", id, 1);
    return id;
  }

  void MakeGrants(const std::string& account_id) {
    std::vector<std::string> ids;
    for ([[maybe_unused]] const Role role : kRoles) {
      const std::string& id = ids.emplace_back(NewUuid(clock_));
      changes_.Add("grant.changed", "grants/" + id, 1, "organizations/-/grants/" + id)
          .mutable_record_changed()
          ->set_record_id(id);
    }
    tx_.Run(sql::kCreateGrants, Now()
                                    .Set("account_id", account_id)
                                    .Set("grant_ids", ids)
                                    .Set("roles", std::vector<int>(std::begin(kRoles), std::end(kRoles))));
  }

  // Whether the token of the file is one of the account's and has not ended.
  bool TokenHolds(const std::string& account_id) {
    const auto token = ParseToken(ReadSecretFile(settings_.token_file));
    if (!token) return false;
    const auto rows = tx_.Run(sql::kIdentifyToken, Now().Set("token_id", token->id));
    return !rows.empty() && rows[0].Text("account_id") == account_id &&
           SameSecret(rows[0].Bytes("digest"), SecretDigest(token->secret)) &&
           PointOf(rows[0].Int("expire_time")) > origin_.time;
  }

  // The file comes before the commit, so that no token is lost.
  void MakeToken(const std::string& account_id) {
    const TokenText text{.id = NewUuid(clock_), .secret = NewSecret()};
    v1::ApiToken token;
    token.set_display_name(kTokenName);
    *token.mutable_expire_time() = StampOf(origin_.time + kLongestTokenLife);
    AddChange(changes_, "token.made", "apiTokens", text.id, 1);
    tx_.Run(sql::kCreateApiToken,
            TokenParams(account_id, text.id, SecretDigest(text.secret), token).Set("now", origin_.time));
    WriteSecretFile(settings_.token_file, FormatToken(text));
  }

  // Whether the link of the file lets this account in.
  bool LinkHolds(const std::string& account_id) {
    const std::string digest = SecretDigest(ReadSecretFile(settings_.link_file));
    const auto rows = tx_.Run(sql::kFindAccountLink, Now().Set("digest", db::Bytes{digest}));
    return !rows.empty() && rows[0].Text("id") == account_id;
  }

  void MakeLink(const std::string& account_id) {
    const std::string secret = NewSecret(), digest = SecretDigest(secret);
    AddChange(changes_, "link.made", "accountLinks", NewUuid(clock_), 1);
    tx_.Run(sql::kPutAccountLink, db::Params()
                                      .Set("account_id", account_id)
                                      .Set("digest", db::Bytes{digest})
                                      .Set("expire_time", origin_.time + kLinkLife));
    WriteSecretFile(settings_.link_file, secret);
  }

  // It has been used, or is not wanted.
  void ForgetLink() {
    std::error_code none;
    std::filesystem::remove(settings_.link_file, none);
  }

  const BootstrapSettings& settings_;
  const Clock& clock_;
  const events::Origin origin_;
  events::Changes changes_;
  db::Connection connection_;
  db::Transaction tx_;
};

}  // namespace

void MakeAdministrator(const BootstrapSettings& settings, const Clock& clock) {
  Making(settings, clock).Run();
}

int Bootstrap(int argc, char** argv) {
  BootstrapSettings settings;
  std::string log_level;
  Config config;
  config.Text("WAYMARK_DATABASE", "The service's database, application role (libpq URL)", &settings.database)
      .Text("WAYMARK_ADMIN_TOKEN_FILE", "Where the administrator's token is written", &settings.token_file)
      .Text("WAYMARK_ADMIN_LINK_FILE",
            "Where the code is written by which the administrator sets a password, while it is not used",
            &settings.link_file)
      .OneOf("WAYMARK_LOG_LEVEL", "Least level of the log lines", &log_level,
             {"debug", "info", "warning", "error"}, "info");
  LoadOrExit(config, argc, argv, kBootstrapUsage);
  StartLog("access", log_level);
  try {
    MakeAdministrator(settings, SystemClock());
    return 0;
  } catch (const std::exception& failure) {
    Log(LogLevel::kError, "the administrator was not made", {{"message", failure.what()}});
    return 1;
  }
}

}  // namespace waymark::access
