namespace Daoban.Workflows.Messages;

/// <summary>How messages travel. Section <c>Daoban:Messages</c>.</summary>
public sealed class MessageOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Daoban:Messages";

    /// <summary>The setting of <see cref="Transport"/> as environments write it.</summary>
    public const string TransportSetting = "Daoban__Messages__Transport";

    /// <summary>One of <see cref="MessageTransports"/>.</summary>
    public string Transport { get; set; } = MessageTransports.StorageQueues;
}
