using Suite.ModelGateway;
using Suite.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddModelGateway();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapModelGateway();
app.Run();
