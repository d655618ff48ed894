using Daoban.Workflows.Alerts;
using Daoban.Workflows.Anchors;
using Daoban.Workflows.Audit;
using Daoban.Workflows.Calendar;
using Daoban.Workflows.CaseFiles;
using Daoban.Workflows.Cases;
using Daoban.Workflows.Catalog;
using Daoban.Workflows.Comparing;
using Daoban.Workflows.Declarations;
using Daoban.Workflows.Denials;
using Daoban.Workflows.Documents;
using Daoban.Workflows.Evidence;
using Daoban.Workflows.Keys;
using Daoban.Workflows.Ledger;
using Daoban.Workflows.Limits;
using Daoban.Workflows.Messages;
using Daoban.Workflows.Monitoring;
using Daoban.Workflows.Payments;
using Daoban.Workflows.Privacy;
using Daoban.Workflows.Review;
using Daoban.Workflows.Rights;
using Daoban.Workflows.Statements;
using Daoban.Workflows.Stations;
using Daoban.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Daoban.Workflows;

/// <summary>Registers every capability of the application.</summary>
public static class WorkflowServices
{
    /// <summary>
    /// Adds orchestrations' activities, handlers and ports; settings are read from the configuration.
    /// </summary>
    public static IServiceCollection AddDaobanWorkflows(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddStorage()
            .AddSigning()
            .AddAnchors()
            .AddCalendar()
            .AddCatalog()
            .AddKeys()
            .AddLedger()
            .AddMessages()
            .AddLimits()
            .AddAlerts()
            .AddDenials()
            .AddStations()
            .AddDocuments()
            .AddCaseFiles()
            .AddDeclarations()
            .AddReview()
            .AddPayments()
            .AddStatements()
            .AddAudit()
            .AddComparing()
            .AddPrivacy()
            .AddCases()
            .AddEvidence()
            .AddRights()
            .AddMonitoring();
    }
}
