using Microsoft.Extensions.Hosting;
using Suite.Jobs;
using Suite.Platform;
using Suite.Tests.JobsWorker;

// A replica of the job engine in a process of its own, for tests that kill it.
var builder = Host.CreateApplicationBuilder(args);
builder.AddPlatform();
builder.AddJobs();
builder.Services.AddItemHandler<WriteOutput>("chaos", "write");
builder.Services.AddItemHandler<Stumble>("chaos", "stumble");
builder.Services.AddItemHandler<Idle>("chaos", "idle");
builder.Build().Run();
