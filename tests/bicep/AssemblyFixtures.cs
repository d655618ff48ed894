using Daoban.Bicep.Tests;

[assembly: AssemblyFixture(typeof(BicepFixture))]
