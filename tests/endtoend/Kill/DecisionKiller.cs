using System.Threading.Channels;
using System.Xml.Linq;
using Daoban.EndToEnd.Tests.Support;
using Daoban.TestKit;

namespace Daoban.EndToEnd.Tests.Kill;

/// <summary>
/// Kills the application while it handles the message about a decision: the first process before the decision is
/// committed, the second when it is, and before the message is settled.
/// </summary>
internal sealed class DecisionKiller
{
    private readonly Lock gate = new();
    private readonly string queue;
    private readonly Func<AppProcess?> victim;
    private readonly Channel<StorageExchange> kills = Channel.CreateUnbounded<StorageExchange>();
    private int done;
    private bool armed;

    /// <param name="storage">What the application's requests go through.</param>
    /// <param name="queue">The storage queue beneath the transport.</param>
    /// <param name="victim">The process to kill.</param>
    public DecisionKiller(StorageProxy storage, string queue, Func<AppProcess?> victim)
    {
        this.queue = queue;
        this.victim = victim;
        storage.BeforeForward = DecideAsync;
        storage.AfterAnswer = NoteAsync;
    }

    /// <summary>Id and receipt of the message that was received last.</summary>
    public (string Id, string Receipt)? LastReceived { get; private set; }

    /// <summary>The requests that never reached storage; each process is dead when its kill shows here.</summary>
    public ChannelReader<StorageExchange> Kills => kills.Reader;

    /// <summary>Lets the process that starts now reach storage.</summary>
    public void Arm()
    {
        lock (gate)
        {
            armed = true;
        }
    }

    private Task<ProxyAction> DecideAsync(StorageExchange exchange)
    {
        lock (gate)
        {
            if (armed && !IsTime(exchange))
            {
                return Task.FromResult(ProxyAction.Pass);
            }

            if (armed)
            {
                victim()!.Kill();
                armed = false;
                done++;
                kills.Writer.TryWrite(exchange);
            }

            return Task.FromResult(ProxyAction.Drop);
        }
    }

    private Task<ProxyAction> NoteAsync(StorageExchange exchange)
    {
        if (exchange.Method == "GET"
            && exchange.Path.EndsWith($"/{queue}/messages", StringComparison.Ordinal)
            && exchange.ResponseText.Contains("<PopReceipt>", StringComparison.Ordinal))
        {
            XElement message = XDocument.Parse(exchange.ResponseText.TrimStart('\uFEFF')).Root!.Elements().Last();
            LastReceived = ((string)message.Element("MessageId")!, (string)message.Element("PopReceipt")!);
        }

        return Task.FromResult(ProxyAction.Pass);
    }

    private bool IsTime(StorageExchange exchange) => done switch
    {
        0 => exchange.Service == StorageService.Table
            && exchange.Path.EndsWith("$batch", StringComparison.Ordinal)
            && exchange.RequestText.Contains("decision-applied", StringComparison.Ordinal),
        1 => exchange.Method == "DELETE"
            && exchange.Path.Contains($"/{queue}/messages/", StringComparison.Ordinal),
        _ => false,
    };
}
