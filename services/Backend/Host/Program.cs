using Suite.Access;
using Suite.Assets;
using Suite.Captioning;
using Suite.Jobs;
using Suite.Platform;
using Suite.Search;
using Suite.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddPlatform();
builder.AddAccess();
builder.AddJobs();
builder.AddAssets();
builder.AddCaptioning();
builder.AddSearch();

var app = builder.Build();

app.MapDefaultEndpoints();
app.MapPlatform();
app.MapAccess();
app.MapJobs();
app.MapAssets();
app.MapCaptioning();
app.MapSearch();

app.Run();
