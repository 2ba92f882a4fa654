#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/access/audit_trail.h"
#include "services/access/courier.h"
#include "services/access/fixture.h"
#include "services/common/status/error.h"
#include "waymark/access/v1/mails.grpc.pb.h"
#include "waymark/events/v1/events.pb.h"

namespace waymark::access {

// The service with a mail server, which keeps what it is sent.
class MailFixture : public AccessFixture {
 protected:
  MailFixture() : AccessFixture(Mail()) {}

  grpc::Status Ask(const std::string& user_name) {
    AsNobody();
    v1::RequestAccountLinkRequest request;
    request.set_user_name(user_name);
    v1::RequestAccountLinkResponse reply;
    return Call(accounts_, &v1::AccountsService::Stub::RequestAccountLink, request, &reply);
  }

  // Sends one e-mail and keeps it in sent_, unless server_is_down_.
  Courier::Outcome Send() { return courier_.SendNext(); }
  void Take(const std::string& to, const std::string& message) {
    if (server_is_down_) throw Unavailable("the mail server");
    sent_.emplace_back(to, message);
  }
  // The body of the last message.
  std::string LastBody() const {
    const std::string& message = sent_.back().second;
    std::string coded, body;
    for (const char c : message.substr(message.find("\r\n\r\n") + 4)) {
      if (c != '\r' && c != '\n' && c != '=') coded += c == '+' ? '-' : c == '/' ? '_' : c;
    }
    EXPECT_TRUE(FromBase64Url(coded, body));
    return body;
  }
  std::string LastSecret() const {
    const std::string body = LastBody();
    return body.substr(body.find("/account-link#") + 14, 43);
  }
  std::vector<std::string> Readers() const {
    std::vector<std::string> readers;
    for (const auto& [to, message] : sent_) readers.push_back(to);
    return readers;
  }

  std::vector<v1::Mail> List(const std::string& filter = "") {
    AsAdministrator();
    v1::ListMailsRequest request;
    request.set_filter(filter);
    request.set_page_size(2);
    std::vector<v1::Mail> mails;
    do {
      v1::ListMailsResponse page;
      EXPECT_THAT(Call(mails_, &v1::MailsService::Stub::ListMails, request, &page), testing::IsOk());
      mails.insert(mails.end(), page.mails().begin(), page.mails().end());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return mails;
  }

  // What the audit stream tells of an opening, put into the audit log.
  void Open(const std::string& account, const std::string& organization = "asp") {
    waymark::events::v1::Event event;
    auto& record = *event.mutable_audit_record();
    record.set_event_id(NewUuid());
    record.set_type("participant.glass_broken");
    record.set_organization_id(organization);
    record.set_aggregate("openings/o");
    record.set_subject("participants/p");
    record.set_actor(account);
    record.mutable_recorded_time()->set_seconds(
        std::chrono::floor<std::chrono::seconds>(service_.clock().Now()).time_since_epoch().count());
    db::Connection connection(service_.database().app());
    db::Transaction tx(connection, db::Scope{organization});
    MakeAuditTrail(/*tells_openings=*/true)->Apply(tx, organization, {&event, 1});
    tx.Commit();
  }

  std::unique_ptr<v1::MailsService::Stub> mails_ = service_.Stub<v1::MailsService>();
  bool server_is_down_ = false;
  std::vector<std::pair<std::string, std::string>> sent_;
  Courier courier_{service_.database().app(), Mail(),
                   [this](const std::string& to, const std::string& message) { Take(to, message); },
                   service_.clock()};
  v1::Account account_;
};

}  // namespace waymark::access
