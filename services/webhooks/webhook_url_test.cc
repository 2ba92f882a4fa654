#include "services/webhooks/webhook_url.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace waymark::webhooks {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Networks kNone;

TEST(WebhookUrlTest, AddressesOfTheInternetMayBeCalledOverTls) {
  for (const char* url : {"https://hooks.example/waymark", "https://hooks.example:8443/a?token=1",
                          "HTTPS://Hooks.Example", "https://1.1.1.1/", "https://[2606:4700::1111]:8443/x"}) {
    EXPECT_THAT(WrongWithUrl(url, kNone), IsEmpty()) << url;
  }
}

TEST(WebhookUrlTest, OthersSchemesMayNot) {
  for (const char* url : {"http://hooks.example/", "ftp://hooks.example/", "file:///etc/passwd",
                          "gopher://x/", "smtp://mail.example"}) {
    EXPECT_THAT(WrongWithUrl(url, kNone), HasSubstr("https://")) << url;
  }
}

TEST(WebhookUrlTest, WhatIsNoAddressIsRefused) {
  for (const char* url : {"", "hooks", "https://", "https://hooks.example:99999/", "https://hooks example/",
                          "https://hooks.example/\r\nx: y", "https://h\xc3\xb6oks.example/"}) {
    EXPECT_FALSE(WrongWithUrl(url, kNone).empty()) << url;
  }
}

TEST(WebhookUrlTest, CredentialsFragmentsAndZonesAreRefused) {
  EXPECT_THAT(WrongWithUrl("https://user@hooks.example/", kNone), HasSubstr("user"));
  EXPECT_THAT(WrongWithUrl("https://user:secret@hooks.example/", kNone), HasSubstr("password"));
  EXPECT_THAT(WrongWithUrl("https://hooks.example/#here", kNone), HasSubstr("fragment"));
  EXPECT_THAT(WrongWithUrl("https://[fe80::1%25eth0]/", kNone), HasSubstr("link"));
}

TEST(WebhookUrlTest, AddressesInsideAreRefusedInWhateverWayTheyAreWritten) {
  for (const char* url :
       {"https://127.0.0.1/", "https://127.1/", "https://2130706433/", "https://0x7f000001/",
        "https://0177.0.0.1/", "https://localhost/", "https://LOCALHOST./", "https://a.localhost/",
        "https://10.1.2.3/", "https://169.254.169.254/latest/meta-data", "https://[::1]/",
        "https://[::ffff:127.0.0.1]/", "https://[fd00::1]/", "https://[fe80::1]/", "https://0.0.0.0/"}) {
    EXPECT_THAT(WrongWithUrl(url, kNone), HasSubstr("private network")) << url;
  }
}

TEST(WebhookUrlTest, WhatIsAllowedMayBeCalledAlsoWithoutTls) {
  const Networks allowed("127.0.0.0/8, 10.1.2.0/24");
  for (const char* url :
       {"http://127.0.0.1:8080/", "https://localhost/", "http://10.1.2.3/", "https://10.1.2.3/",
        "http://hooks.internal/"}) {  // a name is looked at when it is called
    EXPECT_THAT(WrongWithUrl(url, allowed), IsEmpty()) << url;
  }
  EXPECT_THAT(WrongWithUrl("http://10.1.3.3/", allowed), HasSubstr("private network"));
  EXPECT_THAT(WrongWithUrl("http://1.1.1.1/", allowed), HasSubstr("https://"));
}

}  // namespace
}  // namespace waymark::webhooks
