using Suite.Backend;

BackendHost.Build(args).Run();
