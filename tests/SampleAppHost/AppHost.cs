var builder = DistributedApplication.CreateBuilder(args);

// Says its own and its child's process id, and leaves its child behind when it is ended.
builder.AddExecutable("parent", "sh", ".", "-c", "sleep 1000 & echo ids $$ $!; wait");

// Does not listen when asked to end.
builder.AddExecutable("deaf", "sh", ".", "-c", "trap '' TERM; echo ids $$; while :; do sleep 0.2; done");

builder.Build().Run();
