using System.Net;
using Daoban.Functions.Access;
using Daoban.Workflows.Limits;
using Microsoft.AspNetCore.Http;

namespace Daoban.Functions.Tests.Access;

public sealed class ClientAddressTests
{
    private const string Header = "X-Forwarded-For";

    [Theory]
    [InlineData("198.51.100.4", "198.51.100.4")]
    [InlineData("::ffff:198.51.100.4", "198.51.100.4")]
    [InlineData("2001:db8:1:2:aaaa::1", "20010db800010002")]
    [InlineData("2001:db8:1:2:bbbb::9", "20010db800010002")]
    [InlineData("127.0.0.1", null)]
    [InlineData("::1", null)]
    [InlineData("::ffff:127.0.0.1", null)]
    public void Find_NoHeaderConfigured_IsTheConnectionsUnlessItIsThisMachine(string connection, string? expected) =>
        Assert.Equal(expected, Find(connection, header: "203.0.113.7", new LimitOptions()));

    [Theory]
    [InlineData("203.0.113.7", 1, "203.0.113.7")]
    [InlineData("1.1.1.1, 203.0.113.7", 1, "203.0.113.7")]
    [InlineData("1.1.1.1, 203.0.113.7, 10.0.0.1", 2, "203.0.113.7")]
    [InlineData("203.0.113.7:51234", 1, "203.0.113.7")]
    [InlineData("[2001:db8:1:2::1]:443", 1, "20010db800010002")]
    [InlineData("2001:db8:1:2::1", 1, "20010db800010002")]
    public void Find_HeaderConfigured_IsTheHopThatOurProxySaw(string header, int hops, string expected) =>
        Assert.Equal(expected, Find("127.0.0.1", header, Configured(hops)));

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("203.0.113.7")]
    public void Find_HeaderWithoutThatHop_IsTheConnections(string header) =>
        Assert.Equal("198.51.100.4", Find("198.51.100.4", header, Configured(hops: 2)));

    [Fact]
    public void Find_WhatTheClientPutsInFront_ChangesNothing() =>
        Assert.Equal(
            Find("127.0.0.1", "203.0.113.7", Configured(1)),
            Find("127.0.0.1", "6.6.6.6, 7.7.7.7, 203.0.113.7", Configured(1)));

    private static LimitOptions Configured(int hops) =>
        new() { ClientAddressHeader = Header, ClientAddressHops = hops };

    private static string? Find(string connection, string header, LimitOptions options)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(connection);
        http.Request.Headers[Header] = header;
        return ClientAddress.Find(http, options);
    }
}
