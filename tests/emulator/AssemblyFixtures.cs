using Daoban.TestKit;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]
