#include "services/common/rpc/main.h"

#include "services/progression/definition.h"

int main(int argc, char** argv) { return waymark::rpc::Main(argc, argv, waymark::progression::Definition()); }
