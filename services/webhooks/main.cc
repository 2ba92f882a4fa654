#include "services/common/rpc/main.h"

#include "services/webhooks/definition.h"

int main(int argc, char** argv) { return waymark::rpc::Main(argc, argv, waymark::webhooks::Definition()); }
