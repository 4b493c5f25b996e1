// A link to a request, by its title.
import { Link } from '@tanstack/react-router';

export const ApprovalLink = ({ id, title }: { id: string; title: string }) => (
  <Link className="lk" to="/approvals/$id" params={{ id }}>
    {title}
  </Link>
);
