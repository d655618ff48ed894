using Daoban.TimestampAuthority;

await TsaHost.Create(args).RunAsync();
