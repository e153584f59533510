namespace Suite.Hosting;
